export default {
  'persona.heading': 'Accedi come',
  'persona.intro':
    'Persone dimostrative di un portale di sviluppo: scegline una, non c’è password.',
  'persona.signInAs': 'Accedi come {{title}}',
  'persona.role': 'Ruolo: {{role}}',
  'persona.try': 'Prova: {{what}}',
  'account.heading': 'Accedi',
  'account.intro':
    'Prenota risorse condivise e richiedi servizi cloud con il tuo account.',
  'account.continue': 'Continua con {{provider}}',
  'refused.title': 'Accesso non riuscito',
  'refused.unknown':
    'Questo portale non conosce il tuo account. Se è nuovo, riprova tra un minuto; altrimenti chiedi l’accesso a un amministratore.',
  'refused.unavailable':
    '{{provider}} al momento non risponde. Riprova tra poco.',
  'refused.clock':
    'Gli orologi di {{provider}} e di questo portale sono troppo diversi. Deve regolarli un amministratore.',
  'refused.other':
    'L’accesso con {{provider}} non è arrivato in fondo. Non è cambiato nulla; riprova.',
  'refused.tooMany': 'Troppi tentativi. Riprova tra un minuto.',
  pending: 'Accesso in corso…',
  loading: 'Caricamento',
  'none.title': 'Questo portale non ha un modo per accedere',
  'none.text': 'La sua configurazione non indica alcun fornitore di accesso.',
  'silent.title': 'Il portale non risponde',
  'silent.text': 'Il suo backend forse si sta ancora avviando. {{reason}}',
  retry: 'Riprova',
};
