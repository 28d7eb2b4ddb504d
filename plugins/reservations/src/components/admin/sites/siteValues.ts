import type {
  NewSite,
  OpeningHours,
  Site,
  SiteChange,
} from '@callboard/backstage-plugin-reservations-common';
import type { Translate } from '../../../hooks/useTranslation';
import { changes, isTimeZone, type Problems } from '@callboard/frontend-kit';
import { checkName, checkText, checkTitle } from '../common/checks';

export interface SiteValues {
  title: string;
  name: string;
  description: string;
  visibility: Site['visibility'];
  timeZone: string;
  usageReports: NonNullable<NewSite['usageReports']>;
  openingHours: OpeningHours;
  admins: string[];
  members: string[];
}

export function siteValues(site: Site | undefined, zone: string): SiteValues {
  return {
    title: site?.title ?? '',
    name: site?.name ?? '',
    description: site?.description ?? '',
    visibility: site?.visibility ?? 'public',
    timeZone: site?.timeZone ?? zone,
    usageReports: site?.usageReports ?? 'default',
    openingHours: site?.openingHours ?? [],
    admins: site?.admins ?? [],
    members: site?.members ?? [],
  };
}

export function checkSite(values: SiteValues, t: Translate): Problems {
  return {
    title: checkTitle(values.title, t),
    name: checkName(values.name, t),
    description: checkText(values.description, t),
    timeZone:
      values.timeZone && isTimeZone(values.timeZone)
        ? undefined
        : t('admin.check.timeZone'),
    ...Object.fromEntries(
      values.openingHours.map(({ opens, closes }, index) => [
        `openingHours/${index}/closes`,
        opens < closes ? undefined : t('rules.door.wrong'),
      ]),
    ),
  };
}

export function newSite(values: SiteValues): NewSite {
  const { usageReports, ...rest } = values;
  return {
    ...rest,
    title: values.title.trim(),
    ...(usageReports === 'default' ? {} : { usageReports }),
  };
}

/** What a PATCH says; undefined where nothing was changed. */
export function siteChange(
  site: Site,
  values: SiteValues,
): SiteChange | undefined {
  const { name: _name, ...after } = values;
  const { name: _before, ...before } = siteValues(site, '');
  return changes(before, { ...after, title: after.title.trim() });
}
