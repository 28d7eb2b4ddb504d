import { admin } from './admin';
import { board } from './board';
import { booking } from './booking';
import { calendar } from './calendar';
import { certifications } from './certifications';
import { common } from './common';
import { entity } from './entity';
import { explore } from './explore';
import { find } from './find';
import { grants } from './grants';
import { history } from './history';
import { keys } from './keys';
import { leaving } from './leaving';
import { importing } from './importing';
import { maintenance } from './maintenance';
import { problems } from './problems';
import { members } from './members';
import { life } from './life';
import { mine } from './mine';
import { participation } from './participation';
import { projects } from './projects';
import { overview } from './overview';
import { reports } from './reports';
import { rules } from './rules';
import { scaffolder } from './scaffolder';
import { series } from './series';
import { settings } from './settings';
import { verdicts } from './verdicts';
import { waitlist } from './waitlist';

/** Every string on screen, in English. */
export default {
  ...common,
  ...calendar,
  ...board,
  ...find,
  ...booking,
  ...life,
  ...mine,
  ...keys,
  ...history,
  ...explore,
  ...admin,
  ...members,
  ...maintenance,
  ...problems,
  ...importing,
  ...grants,
  ...series,
  ...settings,
  ...leaving,
  ...entity,
  ...participation,
  ...projects,
  ...certifications,
  ...overview,
  ...reports,
  ...rules,
  ...scaffolder,
  ...verdicts,
  ...waitlist,
};
