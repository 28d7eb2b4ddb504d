import { common } from './common';
import { endpoints } from './endpoints';
import { entity } from './entity';
import { events } from './events';
import { form } from './form';
import { log } from './log';
import { overview } from './overview';

/** Every string on screen, in English. */
export const messages = {
  ...common,
  ...overview,
  ...endpoints,
  ...form,
  ...log,
  ...events,
  ...entity,
} as const;
