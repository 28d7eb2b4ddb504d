import { adminIt } from './admin.it';
import { boardIt } from './board.it';
import { bookingIt } from './booking.it';
import { calendarIt } from './calendar.it';
import { certificationsIt } from './certifications.it';
import { commonIt } from './common.it';
import { entityIt } from './entity.it';
import { exploreIt } from './explore.it';
import { findIt } from './find.it';
import { grantsIt } from './grants.it';
import { historyIt } from './history.it';
import { keysIt } from './keys.it';
import { leavingIt } from './leaving.it';
import { importingIt } from './importing.it';
import { maintenanceIt } from './maintenance.it';
import { problemsIt } from './problems.it';
import { membersIt } from './members.it';
import { lifeIt } from './life.it';
import { mineIt } from './mine.it';
import { participationIt } from './participation.it';
import { projectsIt } from './projects.it';
import { overviewIt } from './overview.it';
import { reportsIt } from './reports.it';
import { rulesIt } from './rules.it';
import { scaffolderIt } from './scaffolder.it';
import { seriesIt } from './series.it';
import { settingsIt } from './settings.it';
import { verdictsIt } from './verdicts.it';
import { waitlistIt } from './waitlist.it';

export default {
  ...commonIt,
  ...calendarIt,
  ...boardIt,
  ...findIt,
  ...bookingIt,
  ...lifeIt,
  ...mineIt,
  ...keysIt,
  ...historyIt,
  ...exploreIt,
  ...adminIt,
  ...membersIt,
  ...maintenanceIt,
  ...problemsIt,
  ...importingIt,
  ...grantsIt,
  ...seriesIt,
  ...settingsIt,
  ...leavingIt,
  ...entityIt,
  ...participationIt,
  ...projectsIt,
  ...certificationsIt,
  ...overviewIt,
  ...reportsIt,
  ...rulesIt,
  ...scaffolderIt,
  ...verdictsIt,
  ...waitlistIt,
};
