import type { Texts } from './en';

export const it: Texts = {
  off: title => `L’endpoint webhook “${title}” è stato spento`,
  // The reason is what the log says, and a quotation here.
  why: reason =>
    `Motivo: “${reason}”. Ciò che ha perso si può inviare di nuovo quando torna a funzionare.`,
};
