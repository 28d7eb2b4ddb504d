import type {
  Endpoint,
  EndpointChange,
  NewEndpoint,
  Profile,
  Scope,
} from '@callboard/backstage-plugin-webhooks-common';
import { isLegacy } from '@callboard/backstage-plugin-webhooks-common';
import { changes, Problems } from '@callboard/frontend-kit';
import type { Translate } from '../../hooks/useTranslation';

export interface HeaderValue {
  name: string;
  value: string;
}

/** What the form of an endpoint holds. An empty text is one that is not there. */
export interface EndpointValues {
  url: string;
  title: string;
  description: string;
  eventTypes: string[];
  scope: Scope;
  headers: HeaderValue[];
  includePersonalData: boolean;
  profile: Profile;
  legacySecret: string;
  owner: string;
}

/** What a new endpoint starts from, as a link may say. */
export type EndpointPrefill = { scope?: Scope; eventTypes?: string[] };

export function endpointValues(
  endpoint: Endpoint | undefined,
  prefill: EndpointPrefill = {},
): EndpointValues {
  return {
    url: endpoint?.url ?? '',
    title: endpoint?.title ?? '',
    description: endpoint?.description ?? '',
    eventTypes: endpoint?.eventTypes ?? prefill.eventTypes ?? [],
    scope: endpoint?.scope ?? prefill.scope ?? { kind: 'site' },
    headers: Object.entries(endpoint?.headers ?? {}).map(([name, value]) => ({
      name,
      value,
    })),
    includePersonalData: endpoint?.includePersonalData ?? false,
    profile: endpoint?.profile ?? 'standard',
    legacySecret: '',
    owner: endpoint?.owner ?? '',
  };
}

const TITLE = 200;
const TEXT = 4000;
const LEAST_SECRET = 8;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

export function checkEndpoint(values: EndpointValues, t: Translate): Problems {
  const tooLong = (text: string, max: number) =>
    text.length > max
      ? t('form.check.tooLong', { max: String(max) })
      : undefined;
  return {
    url: checkUrl(values.url, t),
    title: tooLong(values.title, TITLE),
    description: tooLong(values.description, TEXT),
    eventTypes:
      values.eventTypes.length === 0 ? t('form.check.noEvents') : undefined,
    scope: checkScope(values.scope, t),
    headers: checkHeaders(values.headers, t),
    legacySecret:
      isLegacy(values.profile) &&
      values.legacySecret.length > 0 &&
      values.legacySecret.length < LEAST_SECRET
        ? t('form.check.secretShort', { least: String(LEAST_SECRET) })
        : undefined,
  };
}

function checkUrl(text: string, t: Translate): string | undefined {
  if (!text.trim()) return t('form.check.urlMissing');
  if (!URL.canParse(text.trim())) return t('form.check.urlInvalid');
  const { protocol, username, password } = new URL(text.trim());
  if (protocol !== 'http:' && protocol !== 'https:') {
    return t('form.check.urlInvalid');
  }
  return username || password ? t('form.check.urlUser') : undefined;
}

function checkScope(scope: Scope, t: Translate): string | undefined {
  return scope.kind !== 'all' && !scope.ref?.trim()
    ? t(`form.check.scope.${scope.kind}`)
    : undefined;
}

function checkHeaders(
  headers: HeaderValue[],
  t: Translate,
): string | undefined {
  const names = headers.map(({ name }) => name.trim().toLowerCase());
  if (headers.some(({ name, value }) => !name.trim() && value)) {
    return t('form.check.headerName');
  }
  const wrong = headers.find(({ name }) => {
    return name.trim() && !HEADER_NAME.test(name.trim());
  });
  if (wrong) {
    return t('form.check.headerInvalid', { name: wrong.name });
  }
  const twice = names.find((name, i) => name && names.indexOf(name) !== i);
  return twice && t('form.check.headerTwice', { name: twice });
}

type Body = Omit<NewEndpoint, 'legacySecret' | 'id'>;

function toBody(values: EndpointValues): Body {
  const { kind, ref, siteRef } = values.scope;
  return {
    url: values.url.trim(),
    title: values.title.trim(),
    description: values.description.trim(),
    eventTypes: values.eventTypes,
    scope: {
      kind,
      ...(kind !== 'all' && { ref: ref?.trim() }),
      ...(kind === 'type' && siteRef && { siteRef }),
    },
    headers: Object.fromEntries(
      values.headers
        .filter(({ name }) => name.trim())
        .map(({ name, value }) => [name.trim(), value]),
    ),
    includePersonalData: values.includePersonalData,
    profile: values.profile,
    owner: values.owner,
  };
}

/** What a POST says; what was left empty is not said. */
export function newEndpoint(values: EndpointValues): NewEndpoint {
  const { title, description, owner, ...body } = toBody(values);
  const secret = isLegacy(values.profile) && values.legacySecret;
  return {
    ...body,
    ...(title && { title }),
    ...(description && { description }),
    ...(owner && { owner }),
    ...(secret && { legacySecret: secret }),
  };
}

/** What a PATCH says; undefined where nothing was changed. */
export function endpointChange(
  endpoint: Endpoint,
  values: EndpointValues,
): EndpointChange | undefined {
  const changed = changes(toBody(endpointValues(endpoint)), toBody(values));
  // An emptied title is the one that was there.
  if (changed?.title === '') delete changed.title;
  return changed && Object.keys(changed).length > 0 ? changed : undefined;
}
