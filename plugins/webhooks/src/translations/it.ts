import { commonIt } from './common.it';
import { endpointsIt } from './endpoints.it';
import { entityIt } from './entity.it';
import { eventsIt } from './events.it';
import { formIt } from './form.it';
import { logIt } from './log.it';
import { overviewIt } from './overview.it';

export default {
  ...commonIt,
  ...overviewIt,
  ...endpointsIt,
  ...formIt,
  ...logIt,
  ...eventsIt,
  ...entityIt,
};
