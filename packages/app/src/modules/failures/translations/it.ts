import type { messages } from './messages';

const italian: Record<keyof typeof messages, string> = {
  'notFound.title': 'Questa pagina non esiste',
  'notFound.text':
    'L’indirizzo può contenere un errore, oppure quello che c’era qui non c’è più o ha cambiato nome.',
  'notFound.start': 'Vai alla pagina iniziale',
  'failed.title': 'Qualcosa è andato storto in {{plugin}}',
  'failed.somewhere': 'Qui qualcosa è andato storto',
  'failed.retry': 'Riprova',
};

export default italian;
