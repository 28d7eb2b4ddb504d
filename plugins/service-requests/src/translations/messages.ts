import { catalogue } from './catalogue';
import { common } from './common';
import { form } from './form';
import { inventory } from './inventory';
import { lists } from './lists';
import { request } from './request';
import { review } from './review';
import { scaffolder } from './scaffolder';
import { services } from './services';

/** Every string on screen, in English. */
export const messages = {
  ...common,
  ...catalogue,
  ...request,
  ...form,
  ...lists,
  ...review,
  ...services,
  ...inventory,
  ...scaffolder,
} as const;
