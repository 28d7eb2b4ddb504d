import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const MAC_APPS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium or Chrome of this machine; `CALLBOARD_CHROMIUM` decides first. */
export function findChromium(env = process.env) {
  const onPath = (env.PATH ?? '')
    .split(path.delimiter)
    .flatMap(dir => COMMANDS.map(command => path.join(dir, command)));
  const candidates = env.CALLBOARD_CHROMIUM
    ? [env.CALLBOARD_CHROMIUM]
    : [...onPath, ...MAC_APPS];
  return candidates.find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
