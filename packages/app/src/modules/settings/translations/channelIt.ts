import type { channelMessages } from './channelMessages';

const italian: Record<keyof typeof channelMessages, string> = {
  title: 'Impostazioni delle notifiche',
  unloaded: 'Non è stato possibile caricare le impostazioni',
  unsaved: 'Non è stato possibile salvare la modifica',
  none: 'Non hai ancora ricevuto notifiche. Quando ne avrai ricevute, qui sceglierai quali vuoi, e dove.',
  from: 'Da',
  about: 'Argomento',
  everything: 'Tutto',
  'channel.web': 'Nel portale',
  'channel.email': 'Per e-mail',
  switch: '{{topic}} da {{origin}}: {{channel}}',
  'topics.show': 'Mostra gli argomenti di {{origin}}',
  'topics.hide': 'Nascondi gli argomenti di {{origin}}',
};

export default italian;
