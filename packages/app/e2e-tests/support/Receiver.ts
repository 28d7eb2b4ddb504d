import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A delivery whose signature was found to be right. */
export interface Received {
  /** The `webhook-id`. */
  id: string;
  type: string;
  data: Record<string, any>;
  callbackUrl: string;
}

/** A report that is signed: sent twice, it is the same one twice. */
export interface Report {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * What somebody outside runs: an HTTP server that checks every delivery with the
 * `standardwebhooks` library, answers what the test says, and reports back.
 */
export class Receiver {
  readonly #server: Server;
  readonly received: Received[] = [];
  /** What came and was not signed as it should be. */
  readonly refused: string[] = [];
  #webhook: Webhook | undefined;
  #answer = { status: 200, body: 'Understood' };

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(error =>
        response.destroy(error as Error),
      );
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>(resolve =>
      receiver.#server.listen(0, '127.0.0.1', resolve),
    );
    return receiver;
  }

  get host(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  get url(): string {
    return `http://${this.host}/hook`;
  }

  /** From now on, only what is signed with this is taken. */
  trust(secret: string): void {
    this.#webhook = new Webhook(secret);
  }

  /** From now on, every delivery is answered so. */
  answer(status: number, body: string): void {
    this.#answer = { status, body };
  }

  /** Of a type about a booking, in the order in which they came. */
  of(type: string, bookingId: string): Received[] {
    return this.received.filter(
      event => event.type === type && event.data.booking?.id === bookingId,
    );
  }

  /** A signed answer to a delivery, ready to be sent. */
  sign(delivery: Received, content: Record<string, unknown>): Report {
    const id = `report_${randomUUID()}`;
    const now = new Date();
    const body = JSON.stringify(content);
    return {
      url: delivery.callbackUrl,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': this.#webhook!.sign(id, now, body),
      },
      body,
    };
  }

  /** Sends a report; resolves with the status that it was answered with. */
  async send({ url, headers, body }: Report): Promise<number> {
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return response.status;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks).toString('utf8');
    const id = String(request.headers['webhook-id']);
    try {
      if (!this.#webhook) throw new Error('No secret is known yet');
      const event = this.#webhook.verify(body, {
        'webhook-id': id,
        'webhook-timestamp': String(request.headers['webhook-timestamp']),
        'webhook-signature': String(request.headers['webhook-signature']),
      });
      this.received.push({ ...(event as Omit<Received, 'id'>), id });
    } catch (error) {
      this.refused.push(`${id}: ${error}`);
      response.writeHead(401).end('Not signed as it should be');
      return;
    }
    const { status, body: text } = this.#answer;
    response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
  }
}
