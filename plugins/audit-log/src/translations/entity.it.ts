import type { entity } from './entity';
import type { Translated } from './types';

export const entityIt: Translated<typeof entity> = {
  'entity.log': 'Apri nel registro di controllo',
  'entity.which': 'Quali voci',
  'entity.about': 'Che lo riguardano',
  'entity.by': 'Fatte da lui o lei',
  'entity.empty.title': 'Non c’è ancora nulla nel registro su {{title}}',
  'entity.emptyBy.title': 'Non risulta nulla che {{title}} abbia fatto',
  'entity.empty.text':
    'Ogni modifica è elencata qui, con chi l’ha fatta e com’era prima.',
  'entity.none.title': 'Non puoi vederlo',
  'entity.none.text':
    'Ciò che è registrato su {{title}} è mostrato agli amministratori della sua sede e ai revisori.',
};
