import { access } from './access';
import { actions } from './actions';
import { common } from './common';
import { entity } from './entity';
import { entry } from './entry';
import { integrity } from './integrity';
import { log } from './log';

/** Every string on screen, in English. */
export const messages = {
  ...common,
  ...actions,
  ...log,
  ...entry,
  ...integrity,
  ...access,
  ...entity,
} as const;
