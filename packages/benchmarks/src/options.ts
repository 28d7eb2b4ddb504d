import path from 'node:path';
import { parseArgs } from 'node:util';
import { testOutputDir } from '@callboard/workspace/paths.mjs';
import type { Effort } from './benchmarks/Session';
import type { EventBusMode } from './environment/BenchServer';
import { DATABASES, type DatabaseName } from './environment/databases';

export const BENCHMARKS = [
  'B1',
  'B1b',
  'B2',
  'B3',
  'B4',
  'B5',
  'B6',
  'B7',
  'B8',
  'B9',
  'B10',
  'B12',
  'B13',
] as const;
export type BenchmarkId = (typeof BENCHMARKS)[number];

export interface Options {
  benchmarks: BenchmarkId[];
  databases: DatabaseName[];
  quick: boolean;
  effort: Effort;
  eventBus: EventBusMode;
  /** With the audit log in the server, and every event recorded in it. */
  auditLog: boolean;
  output: string;
}

export const USAGE = `yarn bench [B1 B1b B2 B3 B4 B5 B6 B7 B8 B9 B10 B12 B13] [options]
  --database postgres|sqlite   only on this one
  --quick                      two short windows and a small calendar and log, to see that it runs
  --windows <n>                windows of each contender (5)
  --seconds <n>                length of a window (5)
  --no-event-bus               without publishing to the events backend
  --audit-log                  with the audit log in the same server, for B1 to B4
  --output <file>              where the JSON goes (test-output/bench.json)`;

const FULL: Effort = {
  windows: 5,
  seconds: 5,
  bookers: 1000,
  bookings: 1_000_000,
  logged: 1_000_000,
  samples: 50,
};

const QUICK: Effort = {
  windows: 2,
  seconds: 1,
  bookers: 200,
  bookings: 50_000,
  logged: 20_000,
  samples: 10,
};

/** @throws Error with a sentence for the person who typed it */
export function parseOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      database: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      windows: { type: 'string' },
      seconds: { type: 'string' },
      'no-event-bus': { type: 'boolean', default: false },
      'audit-log': { type: 'boolean', default: false },
      output: { type: 'string' },
    },
  });
  const effort = { ...(values.quick ? QUICK : FULL) };
  if (values.windows) {
    effort.windows = within('--windows', values.windows, 1, 50);
  }
  if (values.seconds) {
    effort.seconds = within('--seconds', values.seconds, 1, 60);
  }
  return {
    benchmarks: choose(positionals, BENCHMARKS, 'benchmark'),
    databases: choose(values.database ?? [], DATABASES, 'database'),
    quick: values.quick,
    effort,
    eventBus: values['no-event-bus'] ? 'never' : 'auto',
    auditLog: values['audit-log'],
    output: path.resolve(
      values.output ?? path.join(testOutputDir, 'bench.json'),
    ),
  };
}

/** All when none is named; case does not matter. */
function choose<T extends string>(
  named: string[],
  known: readonly T[],
  what: string,
): T[] {
  const wanted = named.map(name => {
    const found = known.find(one => one.toLowerCase() === name.toLowerCase());
    if (!found) {
      throw new Error(
        `There is no ${what} '${name}', only ${known.join(', ')}`,
      );
    }
    return found;
  });
  return known.filter(one => wanted.length === 0 || wanted.includes(one));
}

function within(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!(value >= min && value <= max)) {
    throw new Error(`${name} must be between ${min} and ${max}`);
  }
  return value;
}
