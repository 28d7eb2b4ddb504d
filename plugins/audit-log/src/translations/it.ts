import { accessIt } from './access.it';
import { actionsIt } from './actions.it';
import { commonIt } from './common.it';
import { entityIt } from './entity.it';
import { entryIt } from './entry.it';
import { integrityIt } from './integrity.it';
import { logIt } from './log.it';

export default {
  ...commonIt,
  ...actionsIt,
  ...logIt,
  ...entryIt,
  ...integrityIt,
  ...accessIt,
  ...entityIt,
};
