import type {
  NewResource,
  PolicyDefaults,
  Rates,
  Resource,
  ResourceChange,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import type { Translate } from '../../../hooks/useTranslation';
import { changes, type Problems } from '@callboard/frontend-kit';
import { checkName, checkText, checkTitle, checkWhole } from '../common/checks';
import { checkRules } from '../../rules/checkRules';
import { checkRates, sortedRates } from '../rates/rateValues';
import { Attributes, checkAttributes } from './attributeValues';

export interface ResourceValues {
  title: string;
  name: string;
  description: string;
  siteRef: string;
  type: string;
  /** Empty for a root. */
  parentRef: string;
  isPool: boolean;
  units: number;
  status: Resource['status'];
  statusReason: string;
  owner: string;
  location: string;
  /** What differs from the type's rules. */
  policies: PolicyDefaults;
  /** undefined is as the type says. */
  rates: Rates | undefined;
  /** undefined while what is typed is no JSON object. */
  attributes: Attributes | undefined;
}

export function resourceValues(
  resource: Resource | undefined,
  defaults: Partial<ResourceValues> = {},
): ResourceValues {
  const isPool = typeof resource?.capacity === 'number';
  return {
    title: resource?.title ?? '',
    name: resource?.name ?? '',
    description: resource?.description ?? '',
    siteRef: resource?.siteRef ?? '',
    type: resource?.type ?? '',
    parentRef: resource?.parentRef ?? '',
    isPool,
    units: isPool ? (resource.capacity as number) : 1,
    status: resource?.status ?? 'active',
    statusReason: resource?.statusReason ?? '',
    owner: resource?.owner ?? '',
    location: resource?.location ?? '',
    policies: resource?.policies ?? {},
    rates: resource?.rates,
    attributes: resource?.attributes ?? {},
    ...defaults,
  };
}

export function checkResource(
  values: ResourceValues,
  type: ResourceType | undefined,
  t: Translate,
): Problems {
  return {
    title: checkTitle(values.title, t),
    name: checkName(values.name, t),
    description: checkText(values.description, t),
    siteRef: values.siteRef ? undefined : t('admin.check.site'),
    type: values.type ? undefined : t('admin.check.type'),
    location: checkText(values.location, t, 400),
    statusReason: checkText(values.statusReason, t),
    capacity: values.isPool
      ? checkWhole(values.units, { min: 1, max: 100_000, required: true }, t)
      : undefined,
    ...checkRules(values.policies, 'policies', t),
    ...checkRates(values.rates, t),
    ...checkAttributes(values.attributes, type?.attributesSchema, t),
  };
}

function body(values: ResourceValues) {
  return {
    title: values.title.trim(),
    description: values.description,
    status: values.status,
    statusReason: values.status === 'active' ? '' : values.statusReason,
    capacity: values.isPool ? values.units : ('exclusive' as const),
    location: values.location,
    policies: values.policies,
    attributes: values.attributes ?? {},
  };
}

export function newResource(values: ResourceValues): NewResource {
  return {
    ...body(values),
    name: values.name,
    siteRef: values.siteRef,
    type: values.type,
    ...(values.parentRef ? { parentRef: values.parentRef } : {}),
    ...(values.owner ? { owner: values.owner } : {}),
    ...(values.rates ? { rates: sortedRates(values.rates) } : {}),
  };
}

/** What a PATCH says; undefined where nothing was changed. */
export function resourceChange(
  resource: Resource,
  values: ResourceValues,
): ResourceChange | undefined {
  const whole = (v: ResourceValues) => ({
    ...body(v),
    parentRef: v.parentRef || null,
    owner: v.owner || null,
    rates: v.rates ? sortedRates(v.rates) : null,
  });
  return changes(whole(resourceValues(resource)), whole(values));
}
