import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testOutputDir } from '@callboard/workspace/paths.mjs';
import { type KillsOptions, runKills } from './Kills';
import { type Options, parseOptions, USAGE } from './options';
import { formatReport, isSound, type RunReport } from './report';
import { runRequestKills } from './requests/RequestKills';

async function main(): Promise<number> {
  let options: Options;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n`);
    console.error(USAGE);
    return 2;
  }
  let sound = true;
  const runs: [
    string,
    number,
    (options: KillsOptions) => Promise<RunReport>,
  ][] = [
    ['chaos', options.kills, runKills],
    ['chaos-requests', options.requestKills, runRequestKills],
  ];
  for (const [name, kills, run] of runs.filter(([, n]) => n > 0)) {
    for (const [n, database] of options.databases.entries()) {
      const report = await run({
        ...options,
        database,
        kills: shareOf(kills, options.databases.length, n),
        print: line => console.log(line),
      });
      console.log(`\n${formatReport(report)}\n`);
      mkdirSync(testOutputDir, { recursive: true });
      writeFileSync(
        path.join(testOutputDir, `${name}-${database}.json`),
        `${JSON.stringify(report, undefined, 2)}\n`,
      );
      sound &&= isSound(report);
    }
  }
  return sound ? 0 : 1;
}

/** The n-th of so many shares that differ by one at most. */
function shareOf(whole: number, shares: number, n: number): number {
  return Math.floor((whole + n) / shares);
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
