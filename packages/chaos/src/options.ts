import { parseArgs } from 'node:util';
import { DATABASES, type DatabaseName } from './environment/databases';

export interface Options {
  kills: number;
  /** How often while requests are on their way. */
  requestKills: number;
  databases: DatabaseName[];
  seed: number;
  postgresUrl?: string;
  hurry: boolean;
}

export const USAGE = `yarn chaos [options]
  --kills <n>                  how often to kill the backend while people book, over all databases (200)
  --request-kills <n>          how often while requests for services are on their way (100)
  --database postgres|sqlite   only on this one
  --seed <n>                   the same order of kills as another time
  --hurry                      leases of the dead run out at once in the end
  --postgres-url <url>         a PostgreSQL that runs already`;

/** @throws Error with a sentence for the person who typed it */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string', default: '200' },
      'request-kills': { type: 'string', default: '100' },
      database: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      hurry: { type: 'boolean', default: false },
      'postgres-url': { type: 'string' },
    },
  });
  const unknown = values.database.find(
    name => !DATABASES.some(known => known === name),
  );
  if (unknown !== undefined) {
    throw new Error(`There is no database '${unknown}', only ${DATABASES}`);
  }
  return {
    kills: whole('--kills', values.kills),
    requestKills: whole('--request-kills', values['request-kills']),
    databases: DATABASES.filter(
      name => values.database.length === 0 || values.database.includes(name),
    ),
    seed: whole('--seed', values.seed),
    postgresUrl: values['postgres-url'],
    hurry: values.hurry,
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new Error(`${name} must be a whole number`);
  }
  return value;
}
