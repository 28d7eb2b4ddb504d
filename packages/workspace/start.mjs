import path from 'node:path';
import { UserError } from './errors.mjs';
import { portalDirs, repoRoot } from './paths.mjs';
import {
  describeDeath,
  startAppServer,
  startBackend,
  waitUntilReady,
} from './portal.mjs';
import {
  findRunningPortal,
  removePortalFile,
  writePortalFile,
} from './portalFile.mjs';
import { isPortBusy } from './processes.mjs';

/** `npm start`, also `npm start -- --config more.yaml`. */
export async function run(args) {
  const options = {
    ...portalDirs(),
    appPort: Number(process.env.CALLBOARD_APP_PORT || 3000),
    backendPort: Number(process.env.CALLBOARD_BACKEND_PORT || 7007),
    extraConfigs: readConfigArguments(args),
  };
  await refuseSecondPortal(options);

  const logs = path.relative(repoRoot, options.logDir) || options.logDir;
  console.log(`Starting the backend and the app (logs in ${logs}) …`);
  const parts = [startBackend(options), startAppServer(options)];
  const servers = parts.map(part => part.server);
  writePortalFile(options.dataDir, [process.pid, ...servers.map(s => s.pid)]);

  const stopped = waitForSignal();
  const died = Promise.race(
    servers.map(async server => {
      const exit = await server.exit;
      throw new UserError(describeDeath(server, exit));
    }),
  );
  try {
    const ready = waitUntilReady(parts, { report: console.log });
    const first = await Promise.race([ready, died, stopped]);
    if (!first) {
      console.log(
        `Callboard is ready: http://localhost:${options.appPort} (sign in as any demo person; stop with Ctrl+C)`,
      );
      await Promise.race([died, stopped]);
    }
    // Whoever still waits must not end the process with an unhandled rejection.
    ready.catch(() => {});
    return 0;
  } finally {
    died.catch(() => {});
    await Promise.all(servers.map(server => server.stop()));
    removePortalFile(options.dataDir);
  }
}

export function readConfigArguments(args) {
  const configs = [];
  for (let i = 0; i < args.length; i += 2) {
    if (args[i] !== '--config' || !args[i + 1]) {
      throw new UserError(
        'npm start takes no other options than --config <file>, which may be repeated.',
      );
    }
    configs.push(args[i + 1]);
  }
  return configs;
}

async function refuseSecondPortal({ dataDir, appPort, backendPort }) {
  const running = findRunningPortal(dataDir);
  if (running.length > 0) {
    throw new UserError(
      `A portal already runs on ${dataDir} (processes ${running.join(', ')}). Stop it first, or give this one another folder and other ports: CALLBOARD_DATA_DIR, CALLBOARD_APP_PORT, CALLBOARD_BACKEND_PORT.`,
    );
  }
  const ports = [
    ['CALLBOARD_APP_PORT', appPort],
    ['CALLBOARD_BACKEND_PORT', backendPort],
  ];
  for (const [variable, port] of ports) {
    if (await isPortBusy(port)) {
      throw new UserError(
        `Port ${port} is in use by another program. Stop that program, or choose another port: ${variable}=${
          port + 1
        } npm start`,
      );
    }
  }
}

/** Resolves with the first signal that asks this process to end. */
function waitForSignal() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(signal));
    }
  });
}
