// Starts every receiver and every fake device, and prints where they are.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { startProgram } from './lib/programs.mjs';
import { RECIPES } from './lib/recipes.mjs';

const here = import.meta.dirname;
const stateRoot = path.resolve(
  process.env.STATE_DIR ??
    path.join(here, '..', '..', '.callboard', 'receivers'),
);
// The same ports each time, so that endpoints go on working; 0 takes any.
const PORT_BASE = Number(process.env.PORT_BASE ?? 9310);
const programs = [];

const rows = [];
for (const [index, { name, device, ...recipe }] of RECIPES.entries()) {
  const deviceRow =
    device && (await start(`devices/${device.file}`, index + 50));
  const dir = path.join(stateRoot, name);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const secretFile = path.join(dir, 'secret');
  const url = await start(`${name}/server.mjs`, index, {
    STATE_DIR: dir,
    WEBHOOK_SECRET_FILE: secretFile,
    ...(device && { [device.variable]: `${deviceRow}${device.path ?? ''}` }),
  });
  rows.push({ name, url, device: deviceRow, secretFile, ...recipe });
}
printTable();

async function start(file, portOffset, env = {}) {
  const program = await startProgram(
    path.join(here, file),
    { PORT: String(PORT_BASE && PORT_BASE + portOffset), ...env },
    line => console.log(`[${file.replace('/server.mjs', '')}] ${line}`),
  );
  programs.push(program);
  return program.url;
}

function printTable() {
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log('\nEndpoints to create on the page /webhooks:\n');
  for (const { name, url, device, events, personalData, secretFile } of rows) {
    const hasSecret = process.env.WEBHOOK_SECRET || existsSync(secretFile);
    const indent = ' '.repeat(width + 2);
    console.log(`${name.padEnd(width)}  ${url}`);
    console.log(`${indent}${events.join(' ')}`);
    if (personalData) {
      console.log(`${indent}with personal data`);
    }
    if (device) {
      console.log(`${indent}fake device: ${device}`);
    }
    if (!hasSecret) {
      console.log(`${indent}no secret yet: write it to ${secretFile}`);
    }
  }
  console.log('\nCtrl+C ends them all.');
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await Promise.all(programs.map(program => program.stop()));
    process.exit(0);
  });
}
