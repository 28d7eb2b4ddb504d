import type { entity } from './entity';
import type { Translated } from './types';

export const entityIt: Translated<typeof entity> = {
  'entity.log': 'Cerca nel suo registro',
  'entity.create': 'Nuovo endpoint per questo',
  'entity.empty.title': 'Non è stato ancora inviato nulla su {{title}}',
  'entity.empty.text':
    'Appena un endpoint viene a sapere di qualcosa che succede qui, ogni tentativo compare con quello che è stato inviato e la risposta.',
  'entity.none.title': 'Qui non c’è nulla che tu possa vedere',
  'entity.none.text':
    'Ciò che viene inviato ad altri sistemi su {{title}} è visibile agli amministratori della sua sede.',
};
