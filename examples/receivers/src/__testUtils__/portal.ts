import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

const HOUR_MS = 60 * 60 * 1000;
export const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBs5rQnSx1p0m5yFq1k0c2nJtZ8w3v7Yh4dLr6TgUeXk';

export interface DeliveryOptions {
  id?: string;
  at?: Date;
  secret?: string;
  /** Changes the body after it was signed. */
  tamper?: (body: string) => string;
}

/** Signs with the library of Standard Webhooks, which knows nothing of ours. */
export async function deliver(
  url: string,
  event: object,
  options: DeliveryOptions = {},
): Promise<{ status: number; outcome?: string }> {
  const { id = randomUUID(), at = new Date(), secret = SECRET } = options;
  const body = JSON.stringify(event);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
    body: options.tamper?.(body) ?? body,
  });
  const text = await response.text();
  return { status: response.status, ...(text ? JSON.parse(text) : {}) };
}

export function resource(name: string, changes: object = {}) {
  return {
    id: randomUUID(),
    entityRef: `resource:default/${name}`,
    name,
    title: `The ${name}`,
    type: 'gpu-node',
    typeTitle: 'GPU node',
    siteRef: 'resource:default/campus',
    status: 'active',
    attributes: {},
    ...changes,
  };
}

/** A booking that is going on now, and the events about it. */
export class TestBooking {
  readonly id = randomUUID();
  readonly #resources: ReturnType<typeof resource>[];
  readonly #changes: object;
  callbackUrl?: string;

  constructor(names: string[], changes: object = {}, parts: object = {}) {
    this.#resources = names.map(name => resource(name, parts));
    this.#changes = changes;
  }

  event(type: string, flags: object = {}, changes: object = {}, data = {}) {
    const now = Date.now();
    return {
      type: `booking.${type}`,
      timestamp: new Date(now).toISOString(),
      callbackUrl: this.callbackUrl,
      ...flags,
      data: {
        booking: {
          id: this.id,
          title: 'Training run',
          status: 'active',
          start: new Date(now - HOUR_MS).toISOString(),
          end: new Date(now + HOUR_MS).toISOString(),
          timeZone: 'Europe/Rome',
          setupMinutes: 0,
          teardownMinutes: 0,
          owner: 'group:default/research-group',
          bookedBy: 'user:default/researcher',
          participants: ['user:default/developer'],
          parameters: {},
          resourceRefs: this.#resources.map(({ entityRef }) => entityRef),
          version: 1,
          ...this.#changes,
          ...changes,
        },
        resources: this.#resources,
        sites: [],
        ...data,
      },
    };
  }
}

/** The portal's end of the callbacks: keeps those whose signature is right. */
export class CallbackReceiver {
  readonly reports: { status: string; message?: string; access?: object }[] =
    [];
  readonly ids: string[] = [];
  /** Answers with these first. */
  readonly refusals: number[] = [];
  readonly #server: Server;

  static async start(): Promise<CallbackReceiver> {
    const receiver = new CallbackReceiver();
    await new Promise<void>(resolve => {
      receiver.#server.listen(0, '127.0.0.1', resolve);
    });
    return receiver;
  }

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const body = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      const report = new Webhook(SECRET).verify(body, headers);
      this.ids.push(headers['webhook-id']);
      const refusal = this.refusals.shift();
      if (!refusal) {
        this.reports.push(report as { status: string });
      }
      response.writeHead(refusal ?? 204).end();
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}
