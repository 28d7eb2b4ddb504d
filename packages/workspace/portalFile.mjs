import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isProcessAlive } from './processes.mjs';

/** Beside the databases lies a note of which processes use them. */
const NAME = 'portal.json';

export function writePortalFile(dataDir, pids) {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path.join(dataDir, NAME), `${JSON.stringify({ pids })}\n`);
}

export function removePortalFile(dataDir) {
  rmSync(path.join(dataDir, NAME), { force: true });
}

/** The processes of a portal that still runs on this data. */
export function findRunningPortal(dataDir) {
  try {
    const content = readFileSync(path.join(dataDir, NAME), 'utf8');
    return JSON.parse(content).pids.filter(isProcessAlive);
  } catch {
    return [];
  }
}
