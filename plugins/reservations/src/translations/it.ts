import { adminIt } from './admin.it';
import { bookingIt } from './booking.it';
import { calendarIt } from './calendar.it';
import { commonIt } from './common.it';
import { entityIt } from './entity.it';
import { exploreIt } from './explore.it';
import { keysIt } from './keys.it';
import { mineIt } from './mine.it';
import { scaffolderIt } from './scaffolder.it';

export default {
  ...commonIt,
  ...calendarIt,
  ...bookingIt,
  ...mineIt,
  ...keysIt,
  ...exploreIt,
  ...adminIt,
  ...entityIt,
  ...scaffolderIt,
};
