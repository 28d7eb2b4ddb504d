import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import http from 'node:http';
import { RECEIVER_HOST } from '../backend/crashPoints';
import { BEHAVIOURS } from './behaviours';
import type { Received } from './journal';

/**
 * Receivers, in a process that outlives the backend: `<port> <journal>`. A
 * request is on disk before it is answered; the first part of its path says how
 * that is done.
 */
const [port, journal] = process.argv.slice(-2);
const file = openSync(journal, 'a');
const seen = new Map<string, number>();

const server = http.createServer((request, response) => {
  if (request.method === 'GET') {
    response.end('up');
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const { pathname } = new URL(request.url!, 'http://receiver');
    const n = (seen.get(pathname) ?? 0) + 1;
    seen.set(pathname, n);
    const { status, answer } = BEHAVIOURS[pathname.split('/')[1]](n);
    write({
      at: Date.now(),
      path: pathname,
      deliveryId: String(request.headers['webhook-id']),
      timestamp: String(request.headers['webhook-timestamp']),
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      status,
    });
    answer(response);
  });
});

function write(received: Received): void {
  writeSync(file, `${JSON.stringify(received)}\n`);
  fsyncSync(file);
}

process.on('SIGTERM', () => {
  closeSync(file);
  process.exit(0);
});
server.listen(Number(port), RECEIVER_HOST);
