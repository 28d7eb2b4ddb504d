import type { common } from './common';
import type { Translated } from './types';

export const commonIt: Translated<typeof common> = {
  'page.title': 'Webhook',
  'page.overview': 'Panoramica',
  'page.endpoints': 'Endpoint',
  'page.log': 'Registro',
  'page.events': 'Catalogo eventi',
  'common.newEndpoint': 'Nuovo endpoint',
  'common.error.notAllowed':
    'Non puoi farlo. Chiedi a un amministratore della sede.',
};
