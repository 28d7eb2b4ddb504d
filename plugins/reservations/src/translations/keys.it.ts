import type { keys } from './keys';
import type { Translated } from './types';

export const keysIt: Translated<typeof keys> = {
  'keys.title': 'Chiavi SSH',
  'keys.hint':
    'Le macchine che prenoti possono farti entrare con queste. Le ricevono solo gli endpoint che preparano l’accesso.',
  'keys.notLoaded': 'Impossibile caricare le tue chiavi SSH.',
  'keys.empty': 'Non hai chiavi SSH',
  'keys.emptyHint':
    'Aggiungi una chiave pubblica, e ciò che prenoti potrà farti entrare senza password.',
  'keys.add': 'Aggiungi chiave SSH',
  'keys.publicKey': 'Chiave pubblica',
  'keys.publicKeyHint': 'Una riga, come in ~/.ssh/id_ed25519.pub',
  'keys.name': 'Nome',
  'keys.nameHint': 'Se vuoto, il commento della chiave',
  'keys.notAdded': 'Non aggiunta',
  'keys.problem': 'La chiave {{problem}}.',
  'keys.added': '“{{title}}” aggiunta',
  'keys.addedOn': 'aggiunta {{relative}}',
  'keys.remove': 'Rimuovi',
  'keys.removeNamed': 'Rimuovi {{title}}',
  'keys.removeQuestion': 'Rimuovere “{{title}}”?',
  'keys.removeHint':
    'Non viene più inviata alle macchine. Ciò che è già stato preparato può farti entrare finché non viene ripristinato.',
  'keys.removed': '“{{title}}” rimossa',
};
