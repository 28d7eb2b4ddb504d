import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

export interface Behaviour {
  /** What a sender learns, if it learns of a status at all. */
  status?: number;
  answer(response: ServerResponse): void;
}

const MB = 1024 * 1024;
const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** 100 MB of zeros, packed into 100 kB. */
const bomb = gzipSync(Buffer.alloc(100 * MB));

/** How receivers answer, by the first part of the path; `n` counts its requests. */
export const BEHAVIOURS: Record<string, (n: number) => Behaviour> = {
  fine: () => says(200),
  slow: n => says(200, 20 + ((n * 37) % 180)),
  flaky: n => says(n % 5 === 0 ? 503 : 200),
  /** Fails late at first. */
  stalling: n => (n === 1 ? says(500, 900) : says(200)),
  /** On a connection that is not used again. */
  closed: () => ({
    status: 200,
    answer: response => {
      response.setHeader('connection', 'close');
      response.end();
    },
  }),
  /** Repeats what it was sent with. */
  echoing: () => ({
    status: 500,
    answer: response => {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify(response.req.headers));
    },
  }),
  hanging: () => ({ answer: () => {} }),
  dripping: () => ({
    answer: response => {
      response.writeHead(200, { 'content-length': 1_000_000 });
      response.flushHeaders();
      const timer = setInterval(() => response.write('.'), 1_000);
      response.on('close', () => clearInterval(timer));
    },
  }),
  flooding: () => ({
    status: 200,
    answer: response => {
      response.end('x'.repeat(10 * MB));
    },
  }),
  bombing: () => ({
    status: 200,
    answer: response => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    },
  }),
  closing: () => ({
    answer: response => {
      response.writeHead(200, { 'content-length': 1_000 });
      response.write('half of it', () => response.destroy());
    },
  }),
  gone: () => says(410),
  later: () => ({
    status: 429,
    answer: response => {
      response.writeHead(429, { 'retry-after': String(YEAR_SECONDS) });
      response.end();
    },
  }),
  /** `/redirecting/<port>`: to that port of the address that is off limits. */
  redirecting: () => ({
    status: 302,
    answer: response => {
      const port = response.req.url!.split('/')[2];
      response.writeHead(302, { location: `http://127.0.0.1:${port}/latest` });
      response.end();
    },
  }),
};

function says(status: number, afterMs = 0): Behaviour {
  return {
    status,
    answer: response => {
      setTimeout(() => {
        response.statusCode = status;
        response.end();
      }, afterMs);
    },
  };
}
