import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** A report that the receiver makes, some time after it was told. */
interface Step {
  afterMs: number;
  status: 'provisioning' | 'ready';
  message: string;
  access?: Record<string, string>;
}

interface Delivery {
  type: string;
  callbackUrl?: string;
  data: { resources?: { name: string; title: string }[] };
}

const REMEMBERED = 1_000;

/**
 * Stands in for a machine that sets up what was booked: a FAKE, for the demo of a
 * portal that nothing is connected to. It checks each delivery as a real receiver
 * would, and reports back that it is at work, then that it is done; what it gives
 * access to does not exist.
 */
export class DemoReceiver {
  readonly #webhook: Webhook;
  readonly #logger: LoggerService;
  readonly #seen = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();

  static create(options: {
    /** The endpoint's secret, `whsec_…`. */
    secret: string;
    logger: LoggerService;
  }): DemoReceiver {
    return new DemoReceiver(options.secret, options.logger);
  }

  private constructor(secret: string, logger: LoggerService) {
    this.#webhook = new Webhook(secret);
    this.#logger = logger;
  }

  stop(): void {
    this.#timers.forEach(clearTimeout);
  }

  /** Takes a delivery; returns the status to answer with. */
  receive(body: string, headers: Record<string, string>): number {
    let delivery: Delivery;
    try {
      delivery = this.#webhook.verify(body, headers) as Delivery;
    } catch (error) {
      if (error instanceof WebhookVerificationError) {
        return 401;
      }
      throw error;
    }
    const id = headers['webhook-id'];
    if (!this.#seen.has(id)) {
      this.#remember(id);
      this.#act(delivery);
    }
    return 204;
  }

  #remember(id: string): void {
    this.#seen.add(id);
    if (this.#seen.size > REMEMBERED) {
      this.#seen.delete(this.#seen.values().next().value!);
    }
  }

  #act({ type, callbackUrl, data }: Delivery): void {
    if (type !== 'booking.started' || !callbackUrl) {
      return;
    }
    const [resource] = data.resources ?? [];
    if (!resource) {
      return;
    }
    for (const step of stepsFor(resource)) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#report(callbackUrl, step);
      }, step.afterMs);
      this.#timers.add(timer);
    }
  }

  async #report(url: string, { afterMs: _, ...report }: Step): Promise<void> {
    const id = randomUUID();
    const at = new Date();
    const body = JSON.stringify(report);
    try {
      await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': this.#webhook.sign(id, at, body),
        },
      });
    } catch (error) {
      this.#logger.debug(`A demo report was lost: ${stringifyError(error)}`);
    }
  }
}

function stepsFor(resource: { name: string; title: string }): Step[] {
  return [
    {
      afterMs: 1_000,
      status: 'provisioning',
      message: `Setting up ${resource.title} (demo)`,
    },
    {
      afterMs: 6_000,
      status: 'ready',
      message: `${resource.title} is yours (demo: nothing real was switched on)`,
      access: {
        host: `${resource.name}.demo.example`,
        command: `ssh demo@${resource.name}.demo.example`,
      },
    },
  ];
}
