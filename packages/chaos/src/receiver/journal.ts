import { existsSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';

/** One request as a receiver wrote it down. */
export interface Received {
  /** When it was read, epoch milliseconds. */
  at: number;
  path: string;
  deliveryId: string;
  /** Of the attempt, as its header says. */
  timestamp: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** What it was answered with; absent where no whole answer was sent. */
  status?: number;
}

export function readJournal(file: string): Received[] {
  if (!existsSync(file)) {
    return [];
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}
