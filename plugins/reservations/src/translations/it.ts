import { adminIt } from './admin.it';
import { bookingIt } from './booking.it';
import { calendarIt } from './calendar.it';
import { commonIt } from './common.it';
import { entityIt } from './entity.it';
import { exploreIt } from './explore.it';
import { mineIt } from './mine.it';
import { scaffolderIt } from './scaffolder.it';

export default {
  ...commonIt,
  ...calendarIt,
  ...bookingIt,
  ...mineIt,
  ...exploreIt,
  ...adminIt,
  ...entityIt,
  ...scaffolderIt,
};
