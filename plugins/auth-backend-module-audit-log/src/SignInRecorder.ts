import {
  type AccessLog,
  Crowds,
  describeRequest,
  RecentKeys,
} from '@callboard/backstage-plugin-audit-log-node';
import type { Request } from 'express';
import type { Answered } from './answers';

/** How long somebody who goes on from the same place is not signing in again. */
const SESSION_MS = 12 * 60 * 60_000;
/** How soon a browser that was sent back to the portal asks who it is. */
const RETURN_MS = 5 * 60_000;
const NO_SESSION = /Missing session cookie/;

/** One answer of a provider. */
export interface Seen extends Answered {
  provider: string;
  route: 'handler' | 'refresh';
  req: Request;
}

interface Failure {
  provider: string;
  reason?: string;
  request: ReturnType<typeof describeRequest>;
}

/**
 * Says of what providers answer what is a sign-in, and puts it on record.
 *
 * A session is continued every few minutes, and each time a page is loaded. That
 * is a sign-in only the first time in twelve hours that somebody comes with this
 * provider from this address and browser, or right after a browser was sent
 * back by the identity provider. Failures that repeat are counted.
 */
export class SignInRecorder {
  readonly #accessLog: AccessLog;
  readonly #sessions: RecentKeys;
  readonly #returning: RecentKeys;
  readonly #failures: Crowds<Failure>;

  static create(options: {
    accessLog: AccessLog;
    now?: () => number;
    setTimer?: (end: () => void, ms: number) => void;
  }): SignInRecorder {
    return new SignInRecorder(options);
  }

  private constructor(options: {
    accessLog: AccessLog;
    now?: () => number;
    setTimer?: (end: () => void, ms: number) => void;
  }) {
    const { accessLog, now = Date.now, setTimer } = options;
    this.#accessLog = accessLog;
    this.#sessions = RecentKeys.create({ now });
    this.#returning = RecentKeys.create({ now });
    this.#failures = Crowds.create<Failure>({
      now: () => new Date(now()),
      setTimer,
      report: {
        onFirst: ({ what }) => this.#fail(what),
        onRepeated: ({ what }, repeated, since) =>
          this.#fail(what, { repeated, since: since.toISOString() }),
        onOthers: (_source, others, examples, since) =>
          this.#fail(examples[0], {
            others,
            since: since.toISOString(),
            reasons: examples.map(({ reason }) => reason),
          }),
      },
    });
  }

  note(seen: Seen): void {
    const { outcome, provider, req, route, user } = seen;
    const browser = `${provider} ${req.ip} ${req.get('user-agent')?.slice(0, 200)}`;
    if (outcome === 'unknown-success') {
      this.#returning.add(browser);
    } else if (outcome === 'failed') {
      this.#noteFailure(seen);
    } else {
      const returned =
        this.#returning.has(browser, RETURN_MS) &&
        this.#returning.delete(browser);
      const session = `${user} ${browser}`;
      const isNew =
        route === 'handler' ||
        returned ||
        !this.#sessions.has(session, SESSION_MS);
      this.#sessions.add(session);
      if (isNew) {
        this.#accessLog.record({
          action: 'sign-in',
          outcome: 'succeeded',
          actor: user!,
          severity: 'medium',
          request: describeRequest(req),
          data: { provider },
        });
      }
    }
  }

  /** Records now what has been counted. */
  flush(): void {
    this.#failures.flush();
  }

  #noteFailure({ provider, error, req, route }: Seen): void {
    const reason = error?.message;
    // A page asks for a session before anybody has one.
    if (route === 'refresh' && NO_SESSION.test(reason ?? '')) {
      return;
    }
    this.#failures.add({
      actor: String(req.ip),
      key: `${provider} ${reason}`,
      what: { provider, reason, request: describeRequest(req) },
    });
  }

  #fail({ provider, reason, request }: Failure, more: object = {}): void {
    this.#accessLog.record({
      action: 'sign-in',
      outcome: 'failed',
      actor: 'anonymous',
      severity: 'medium',
      request,
      data: { provider, reason, ...more },
    });
  }
}
