import type { ServiceStatus } from '@callboard/backstage-plugin-service-requests-common';
import { readPath } from './paths';
import {
  DEFAULT_TIMEOUTS,
  type Judgement,
  type JudgeInput,
  type KnownObject,
  type Timeouts,
} from './types';
import {
  ALL_KINDS,
  conditionsOf,
  driftOf,
  kindKey,
  type Mismatch,
  observedParameters,
  type ObjectView,
  serviceObjectOf,
  viewObject,
} from './viewObject';

/**
 * Whether what was merged is so.
 *
 * Conditions alone prove nothing. While a database grows, Crossplane goes on
 * saying Ready: True, and the provider says the old size; right after the merge
 * the cluster has not even got the new manifest. So something is as asked for
 * only when, on every object,
 *
 * - its spec has the merged values (somebody has applied the manifest),
 * - `Synced` and `Ready` are True for the spec's generation,
 * - `status.atProvider` says the values too: in a change it has to, in a
 *   creation it must not say others, and
 * - its endpoint and its secret's reference are there, where it has them.
 *
 * Gone is what a complete listing that began after the merge does not hold, or
 * what was seen to go after the merge; never what cannot be asked for. An
 * object that has come back under the same name has another UID, and is there.
 *
 * Taking too long ends nothing: `timed_out` is said until it is so after all.
 *
 * What has no objects, since its files are for Terraform, nobody hears of again.
 * To wait for it would be to wait for ever: it counts as so from its merge, and
 * the reason says that nobody has looked.
 */
export function judge(input: JudgeInput): Judgement {
  if (!isFollowed(input)) {
    return notFollowed(input);
  }
  const views = input.desired.map(desired =>
    viewObject(desired, input.observed, input.now),
  );
  const verdict = judgePhase(views, input);
  const { status, reason } = withTimeLimit(verdict, input);
  return {
    status,
    reason:
      reason && !input.reachable && status !== 'ready'
        ? `${reason} (as last seen: ${outageOf(input)})`
        : reason,
    endpoint: views.find(view => view.endpoint)?.endpoint,
    secrets: views.flatMap(view => view.secrets),
    observed: observedParameters(views),
    drift: input.phase === 'steady' ? driftOf(views) : [],
    conditions: conditionsOf(views),
    objects: views.map(view =>
      serviceObjectOf(view, whyNot(view, input)?.reason),
    ),
  };
}

/** Whether there is, or was, anything that a control plane could show of it. */
function isFollowed({ desired, observed, phase }: JudgeInput): boolean {
  return desired.length > 0 || (phase === 'remove' && observed.length > 0);
}

function notFollowed({ phase }: JudgeInput): Judgement {
  const removes = phase === 'remove';
  return {
    status: removes ? 'removed' : 'ready',
    reason: `Not followed: its files are for Terraform, and nothing reports what becomes of them; it counts as ${removes ? 'gone' : 'there'} from its merge`,
    secrets: [],
    observed: {},
    drift: [],
    conditions: [],
    objects: [],
  };
}

interface Verdict {
  status: ServiceStatus;
  reason?: string;
}

function judgePhase(views: ObjectView[], input: JudgeInput): Verdict {
  switch (input.phase) {
    case 'create':
      return judgeProgress(views, input, 'provisioning');
    case 'change':
      return judgeProgress(views, input, 'updating');
    case 'remove':
      return judgeRemoval(views, input);
    default:
      return judgeSteady(views, input);
  }
}

function judgeProgress(
  views: ObjectView[],
  input: JudgeInput,
  underWay: 'provisioning' | 'updating',
): Verdict {
  const open = views.flatMap(view => whyNot(view, input) ?? []);
  const worst =
    open.find(({ kind }) => kind === 'failing') ??
    open.find(({ kind }) => kind === 'open') ??
    open[0];
  if (!worst) {
    return { status: 'ready' };
  }
  const status = {
    failing: 'degraded',
    open: underWay,
    window: 'waiting_window',
  } as const;
  return { status: status[worst.kind], reason: worst.reason };
}

interface Open {
  kind: 'failing' | 'open' | 'window';
  reason: string;
}

/** Why an object is not what was asked for; undefined where it is. */
function whyNot(view: ObjectView, input: JudgeInput): Open | undefined {
  const { health, label, object } = view;
  if (!object || !health) {
    return { kind: 'open', reason: `${label} is not there yet` };
  }
  if (object.deletionTimestamp) {
    return { kind: 'failing', reason: `${label} is being deleted` };
  }
  const open = relevant(view, input);
  const unapplied = open.find(({ kind }) => kind === 'unapplied');
  if (unapplied && input.phase !== 'steady') {
    return {
      kind: 'open',
      reason: `The merged manifest is not applied yet: ${sayMismatch(label, unapplied)}`,
    };
  }
  if (health.failure) {
    return { kind: 'failing', reason: `${label}: ${health.failure}` };
  }
  const [mismatch] = open;
  if (mismatch && isWaitingForWindow(view, mismatch)) {
    return {
      kind: 'window',
      reason: `${sayMismatch(label, mismatch)}; it changes in the maintenance window${windowOf(view)}`,
    };
  }
  if (!health.synced || !health.ready) {
    return {
      kind: 'open',
      reason: health.waiting
        ? `${label}: ${health.waiting}`
        : `${label} has not been looked at by its controller yet`,
    };
  }
  if (mismatch) {
    return { kind: 'open', reason: sayMismatch(label, mismatch) };
  }
  if (view.desired.endpointPath && !view.endpoint) {
    return { kind: 'open', reason: `${label} has no endpoint yet` };
  }
  if (!view.secretsPresent) {
    return { kind: 'open', reason: `${label} does not name its secret yet` };
  }
  return undefined;
}

function relevant(view: ObjectView, input: JudgeInput): Mismatch[] {
  const { phase, requested } = input;
  return view.mismatches.filter(
    ({ kind, leaf }) =>
      (phase === 'change' || kind !== 'unknown') &&
      (phase !== 'change' || !requested || requested.includes(leaf.parameter)),
  );
}

/**
 * The provider has taken the change and keeps it for later: it says so itself
 * (`pendingModifiedValues`), or it was told not to apply at once and its
 * controller has finished.
 */
function isWaitingForWindow(view: ObjectView, mismatch: Mismatch): boolean {
  const { health, object } = view;
  if (!object || !health || mismatch.kind === 'unapplied') {
    return false;
  }
  const pending = readPath(object.status, 'atProvider.pendingModifiedValues');
  if (hasContent(pending)) {
    return true;
  }
  const atOnce = readPath(object.spec, 'forProvider.applyImmediately');
  return (
    atOnce === false &&
    mismatch.kind === 'differs' &&
    health.synced &&
    !health.working
  );
}

function hasContent(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasContent);
  }
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some(one => one !== null && one !== undefined)
  );
}

function windowOf(view: ObjectView): string {
  const window = ['maintenanceWindow', 'preferredMaintenanceWindow']
    .flatMap(field => [
      readPath(view.object?.status, `atProvider.${field}`),
      readPath(view.object?.spec, `forProvider.${field}`),
    ])
    .find(value => typeof value === 'string');
  return window ? ` (${window} UTC)` : '';
}

function sayMismatch(label: string, mismatch: Mismatch): string {
  const { kind, leaf, observed, path } = mismatch;
  const nothing = kind === 'unknown' ? 'not said yet' : 'not set';
  const is = observed === undefined ? nothing : JSON.stringify(observed);
  return `${path} of ${label} is ${is}, not ${JSON.stringify(leaf.value)}`;
}

function judgeRemoval(views: ObjectView[], input: JudgeInput): Verdict {
  for (const { label, object, recreated } of views) {
    if (object?.deletionTimestamp) {
      const held = object.finalizers.join(', ');
      return {
        status: 'removing',
        reason: held
          ? `${label} is being deleted; held by ${held}`
          : `${label} is being deleted`,
      };
    }
    if (object) {
      return {
        status: 'removing',
        reason: recreated
          ? `${label} was made anew under the same name and is there`
          : `${label} is still there`,
      };
    }
  }
  if (!input.reachable) {
    return {
      status: 'removing',
      reason: 'Not seen any more, but the control plane does not answer',
    };
  }
  const isProven =
    views.length === 0
      ? Math.max(...(input.listedAt?.values() ?? [])) > input.mergedAt
      : views.every(view => isProvenGone(view, input));
  return isProven
    ? judgeLeftovers(input)
    : {
        status: 'removing',
        reason: 'Waiting for the control plane to list what is left',
      };
}

function isProvenGone(
  { desired, goneAt = -Infinity }: ObjectView,
  { listedAt, mergedAt }: JudgeInput,
): boolean {
  const listed =
    listedAt?.get(kindKey(desired.object)) ?? listedAt?.get(ALL_KINDS);
  return goneAt > mergedAt || (listed !== undefined && listed > mergedAt);
}

/** What has the service's label and is in none of its manifests. */
function judgeLeftovers(input: JudgeInput): Verdict {
  const left = (input.observed as KnownObject[]).find(
    object => object.goneAt === undefined,
  );
  return left
    ? {
        status: 'removing',
        reason: `${left.kind}/${left.name} is still there`,
      }
    : { status: 'removed' };
}

/** After it was as asked for once: what is wrong now is degraded, what differs is drift. */
function judgeSteady(views: ObjectView[], input: JudgeInput): Verdict {
  for (const view of views) {
    const { health, label, object } = view;
    if (!object || !health) {
      return { status: 'degraded', reason: `${label} is not there any more` };
    }
    const why = whyNot(view, input);
    if (why?.kind === 'failing') {
      return { status: 'degraded', reason: why.reason };
    }
    const ready = object.conditions.find(({ type }) => type === 'Ready');
    if (ready?.status !== 'True') {
      return {
        status: 'degraded',
        reason: why?.reason ?? `${label} does not say that it is ready`,
      };
    }
  }
  return { status: 'ready' };
}

const LIMITS: Partial<Record<ServiceStatus, keyof Timeouts>> = {
  provisioning: 'create',
  updating: 'change',
  removing: 'remove',
  waiting_window: 'window',
};

function withTimeLimit(verdict: Verdict, input: JudgeInput): Verdict {
  const which = LIMITS[verdict.status];
  const limits = { ...DEFAULT_TIMEOUTS, ...input.timeouts };
  if (!which || input.now - input.mergedAt <= limits[which]) {
    return verdict;
  }
  // Not how long it has been: what is said must not change by itself.
  return {
    status: 'timed_out',
    reason: `Not so within ${sayDuration(limits[which])}: ${verdict.reason}`,
  };
}

function sayDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

function outageOf(input: JudgeInput): string {
  return input.outage ?? 'the control plane does not answer';
}
