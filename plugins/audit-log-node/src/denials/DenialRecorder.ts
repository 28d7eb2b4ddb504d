import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ErrorLike } from '@backstage/errors';
import { type Refusal, refusedBy } from '@callboard/backend-openapi';
import type { Access, AccessLog } from '../accesses/AccessLog';
import { describeRequest } from '../accesses/describeRequest';
import { Crowds } from './Crowds';

const ACTION = 'access.denied';
const ANONYMOUS = 'anonymous';

type Denied = Omit<Access, 'action' | 'outcome'> & { action?: never };

/**
 * Puts on record, as `access.denied`, each request that was refused for who it
 * came from. It stands where the answer is given, behind every check of the
 * plugin; so there is one entry for a refused request, however many permissions
 * were asked for it, and none for those that only decided what is shown.
 */
export class DenialRecorder {
  readonly #accessLog: AccessLog;
  readonly #crowds: Crowds<Denied>;

  static create(options: {
    accessLog: AccessLog;
    now?: () => Date;
    setTimer?: (end: () => void, ms: number) => void;
  }): DenialRecorder {
    return new DenialRecorder(options);
  }

  private constructor(options: {
    accessLog: AccessLog;
    now?: () => Date;
    setTimer?: (end: () => void, ms: number) => void;
  }) {
    this.#accessLog = options.accessLog;
    this.#crowds = Crowds.create<Denied>({
      ...options,
      report: {
        onFirst: ({ what }) => this.#record(what),
        onRepeated: ({ what }, repeated, since) =>
          this.#record({
            ...what,
            data: { ...what.data, repeated, since: since.toISOString() },
          }),
        onOthers: (actor, others, examples, since) =>
          this.#record({
            actor: actor === undefined ? ANONYMOUS : examples[0].actor,
            severity: 'high',
            data: {
              others,
              since: since.toISOString(),
              ...(actor === undefined ? { ofSeveralActors: true } : {}),
              examples: examples.map(({ request, data, subject }) => ({
                ...request,
                operation: data?.operation,
                ...(subject ? { subject } : {}),
              })),
            },
          }),
      },
    });
  }

  /** For the `onRefused` of a router. */
  readonly onRefused = (refusal: Refusal): void => {
    const { credentials, error, operation, req, refused, status } = refusal;
    const request = describeRequest(req);
    const actor = actorOf(credentials);
    this.#add(actor === ANONYMOUS ? `${actor} ${req.ip}` : actor, {
      ...describe(status, error, refused),
      actor,
      request,
      operation: operation ?? `${request.method} ${request.path}`,
    });
  };

  /** A registry whose actions leave an entry when they refuse. */
  watching(registry: ActionsRegistryService): ActionsRegistryService {
    const register: ActionsRegistryService['register'] = options => {
      const action: typeof options.action = async context => {
        try {
          return await options.action(context);
        } catch (error) {
          this.#onRefusedAction(options.name, context.credentials, error);
          throw error;
        }
      };
      registry.register({ ...options, action });
    };
    return { register };
  }

  /** Records now what has been counted. */
  flush(): void {
    this.#crowds.flush();
  }

  #onRefusedAction(
    name: string,
    credentials: BackstageCredentials,
    error: unknown,
  ): void {
    const status = statusOf(error);
    if (status) {
      const actor = actorOf(credentials);
      this.#add(actor, {
        ...describe(status, error as ErrorLike, refusedBy(error)),
        actor,
        operation: `action:${name}`,
      });
    }
  }

  #add(
    source: string,
    { operation, data, ...denied }: Denied & { operation: string },
  ): void {
    const what = { ...denied, data: { operation, ...data } };
    const path = denied.request?.path ?? '';
    this.#crowds.add({
      actor: source,
      key: `${operation} ${path} ${denied.subject?.id} ${data?.status}`,
      what,
    });
  }

  #record(denied: Denied): void {
    this.#accessLog.record({ ...denied, action: ACTION, outcome: 'denied' });
  }
}

function describe(
  status: Refusal['status'],
  error: ErrorLike,
  refused: Refusal['refused'],
): Omit<Denied, 'actor'> {
  const { verdicts } = (error.details ?? {}) as { verdicts?: unknown };
  return {
    // A policy that says no (too long, too late) is everyday life.
    severity: verdicts ? 'low' : 'medium',
    ...(refused?.kind
      ? { subject: { kind: refused.kind, ...named(refused.ref) } }
      : {}),
    data: {
      status,
      reason: error.message,
      ...(refused?.what ? { wanted: refused.what } : {}),
      ...(refused?.hidden ? { hidden: true } : {}),
      ...(Array.isArray(verdicts) ? { verdicts } : {}),
    },
  };
}

function named(ref: string | undefined) {
  if (ref === undefined) {
    return {};
  }
  return ref.includes(':') ? { ref } : { id: ref };
}

function statusOf(error: unknown): Refusal['status'] | undefined {
  switch ((error as Error | undefined)?.name) {
    case 'AuthenticationError':
      return 401;
    case 'NotAllowedError':
      return 403;
    case 'NotFoundError':
      return refusedBy(error)?.hidden ? 404 : undefined;
    default:
      return undefined;
  }
}

function actorOf(credentials: BackstageCredentials | undefined): string {
  const principal = credentials?.principal as
    | { type: 'user'; userEntityRef: string }
    | { type: 'service'; subject: string }
    | { type: string }
    | undefined;
  if (principal && 'userEntityRef' in principal) {
    return principal.userEntityRef;
  }
  return principal && 'subject' in principal ? principal.subject : ANONYMOUS;
}
