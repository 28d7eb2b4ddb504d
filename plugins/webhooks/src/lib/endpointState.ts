import type {
  Dashboard,
  Endpoint,
} from '@callboard/backstage-plugin-webhooks-common';
import type { Tone } from '@callboard/frontend-kit';

export type EndpointState = 'well' | 'new' | 'failing' | 'paused' | 'disabled';

const TONES: Record<EndpointState, Tone> = {
  well: 'success',
  new: 'neutral',
  failing: 'danger',
  paused: 'warning',
  disabled: 'danger',
};

/** How an endpoint is, in one word: as it is set, then as it goes. */
export function endpointState(
  endpoint: Pick<Endpoint, 'status' | 'failingSince' | 'health'>,
): { state: EndpointState; tone: Tone } {
  const state = stateOf(endpoint);
  return { state, tone: TONES[state] };
}

function stateOf({
  status,
  failingSince,
  health,
}: Pick<Endpoint, 'status' | 'failingSince' | 'health'>): EndpointState {
  if (status !== 'active') return status;
  if (failingSince) return 'failing';
  return health?.lastSuccessAt || health?.deliveries ? 'well' : 'new';
}

/** How many endpoints there are, and how many of them are not well. */
export function countEndpoints({ endpoints }: Pick<Dashboard, 'endpoints'>) {
  const { active, failing, paused, disabled } = endpoints;
  return { all: active + paused + disabled, bad: failing + disabled, paused };
}

const RANK: Record<EndpointState, number> = {
  disabled: 0,
  failing: 0,
  well: 1,
  new: 1,
  paused: 1,
};

/** Those that need somebody first, the rest as they came. */
export function worstFirst<
  T extends Pick<Endpoint, 'status' | 'failingSince' | 'health'>,
>(endpoints: readonly T[]): T[] {
  const rank = (endpoint: T) => RANK[endpointState(endpoint).state];
  return [...endpoints].sort((a, b) => rank(a) - rank(b));
}

/** `hooks.example.com:8443`; the whole text where it is no URL. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Those in whose title, address or description every word is found. */
export function searchEndpoints<
  T extends Pick<Endpoint, 'title' | 'url' | 'description'>,
>(endpoints: readonly T[], text: string): T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return endpoints.filter(({ title, url, description = '' }) => {
    const hay = `${title} ${url} ${description}`.toLowerCase();
    return words.every(word => hay.includes(word));
  });
}
