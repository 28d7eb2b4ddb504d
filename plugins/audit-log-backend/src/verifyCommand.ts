/* eslint-disable no-console -- what a command has to say it prints */
import { DatabaseManager } from '@backstage/backend-defaults/database';
import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ConfigSources, StaticConfigSource } from '@backstage/config-loader';
import { HeadKeeper, KeyRing, Verifier } from './chain';
import { readAuditLogConfig } from './config';
import { openDatabase } from './database/openDatabase';

const quiet: LoggerService = {
  error: message => console.error(message),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => quiet,
};

/**
 * Verifies the audit log without a running portal, with the database and the
 * keys of its configuration (`--config`, as the backend takes it). It changes
 * nothing. Exits with 0 where the chain is whole, 1 where it is broken, 2 where
 * that could not be found out.
 */
async function main(): Promise<number> {
  const source = ConfigSources.default({ argv: process.argv.slice(2) });
  const config = await ConfigSources.toConfig(
    ConfigSources.merge([source, StaticConfigSource.create({ data: {} })]),
  );
  const root = ConfigReader.fromConfigs([
    { context: 'app', data: config.get() },
  ]);
  config.close();
  const { keys: texts, headsDirectory } = readAuditLogConfig(root);
  const stops: (() => void | Promise<void>)[] = [];
  const lifecycle: LifecycleService = {
    addStartupHook: () => {},
    addShutdownHook: hook => {
      stops.push(hook);
    },
  };
  const database = DatabaseManager.fromConfig(root).forPlugin('audit-log', {
    lifecycle,
    logger: quiet,
  });
  const knex = await database.getClient();
  try {
    const keys = KeyRing.create(texts);
    const verifier = Verifier.create({
      database: await openDatabase({ knex, skipMigrations: true }),
      keys,
      heads: HeadKeeper.create({
        directory: headsDirectory,
        keys,
        logger: quiet,
      }),
    });
    const found = await verifier.verify();
    console.log(JSON.stringify(found, undefined, 2));
    console.error(
      found.firstBroken
        ? `BROKEN at position ${found.firstBroken.position} (${found.firstBroken.reason}): ${found.firstBroken.message}`
        : `Whole: ${found.checked} entries. ${found.heads.message}`,
    );
    return found.valid ? 0 : 1;
  } finally {
    await Promise.all(stops.map(stop => stop()));
    await knex.destroy();
  }
}

/** The database manager keeps its connections, and so the process, alive. */
function end(status: number): void {
  process.stdout.write('', () => process.exit(status));
}

main().then(end, error => {
  console.error(`The audit log could not be verified: ${error}`);
  end(2);
});
