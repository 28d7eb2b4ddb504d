/**
 * Starts the portal's servers and tells when they answer. Two ways: with the
 * app's development server beside the backend (what `npm start` shows), or as
 * one process that serves a built app (what the browser tests walk through).
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { repoRoot } from './paths.mjs';
import { Server, sleep } from './processes.mjs';

const fromRoot = createRequire(path.join(repoRoot, 'package.json'));
const cliManifest = fromRoot.resolve('@backstage/cli/package.json');
export const backstageCli = path.join(
  path.dirname(cliManifest),
  'bin',
  'backstage-cli',
);

const READY_TIMEOUT_MS = 5 * 60_000;

function portalEnvironment({ appPort, backendPort, dataDir }) {
  return {
    ...process.env,
    NODE_ENV: 'development',
    BROWSER: 'none',
    CALLBOARD_APP_PORT: String(appPort),
    CALLBOARD_BACKEND_PORT: String(backendPort),
    CALLBOARD_DATA_DIR: dataDir,
  };
}

/** `--config` options; with any given, the default file has to be named too. */
function configArguments(extraConfigs) {
  if (extraConfigs.length === 0) {
    return [];
  }
  return ['app-config.yaml', ...extraConfigs].flatMap(file => [
    '--config',
    path.resolve(repoRoot, file),
  ]);
}

/**
 * The backend runs on this Node directly and not under Backstage's watcher:
 * the watcher survives a backend that dies, and would have us wait for it.
 */
export function startBackend(options) {
  const { extraConfigs = [], logDir, backendPort } = options;
  const transform = createRequire(cliManifest).resolve(
    '@backstage/cli-node/config/nodeTransform.cjs',
  );
  const server = Server.start({
    name: 'backend',
    cwd: path.join(repoRoot, 'packages', 'backend'),
    args: [
      '--enable-source-maps',
      '--require',
      transform,
      'src/index',
      ...configArguments(extraConfigs),
    ],
    env: portalEnvironment(options),
    logFile: path.join(logDir, 'backend.log'),
  });
  const url = `http://127.0.0.1:${backendPort}/.backstage/health/v1/readiness`;
  return { server, isReady: () => answersOk(url) };
}

export function startAppServer(options) {
  const { extraConfigs = [], logDir, appPort } = options;
  const server = Server.start({
    name: 'app',
    cwd: path.join(repoRoot, 'packages', 'app'),
    args: [backstageCli, 'package', 'start', ...configArguments(extraConfigs)],
    env: portalEnvironment(options),
    logFile: path.join(logDir, 'app.log'),
  });
  return {
    server,
    // The server holds its answer back until the first compilation is over.
    isReady: async () => {
      if (!(await answersOk(`http://127.0.0.1:${appPort}/`))) {
        return false;
      }
      const failure = /compiled with \d+ errors?/i.exec(server.log());
      if (failure) {
        throw new UserError(
          `The app was ${failure[0]}. The end of ${relative(server.logFile)}:\n\n${server.tail()}`,
        );
      }
      return true;
    },
  };
}

/**
 * Waits until every part is ready, and reports each as it becomes so. Throws
 * with the end of its log when a part dies first or takes too long.
 */
export async function waitUntilReady(parts, { report = () => {} } = {}) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const waiting = new Set(parts);
  const timer = setInterval(() => {
    const names = [...waiting].map(part => part.server.name).join(' and ');
    report(`  still waiting for the ${names} (${seconds()} s)`);
  }, 10_000);
  try {
    await Promise.all(
      parts.map(async part => {
        await waitForPart(part, started + READY_TIMEOUT_MS);
        waiting.delete(part);
        report(`  ${part.server.name} ready after ${seconds()} s`);
      }),
    );
  } finally {
    clearInterval(timer);
  }
}

async function waitForPart({ server, isReady }, deadline) {
  while (!(await isReady())) {
    if (!server.running) {
      throw new UserError(describeDeath(server, await server.exit));
    }
    if (Date.now() > deadline) {
      throw new UserError(
        `The ${server.name} did not become ready in ${READY_TIMEOUT_MS / 60_000} minutes. The end of ${relative(server.logFile)}:\n\n${server.tail()}`,
      );
    }
    await sleep(250);
  }
}

export function describeDeath(server, exit) {
  return `The ${server.name} ended (${exit}). The end of ${relative(server.logFile)}:\n\n${server.tail()}`;
}

function relative(file) {
  const inside = path.relative(repoRoot, file);
  return inside.startsWith('..') ? file : inside;
}

async function answersOk(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
