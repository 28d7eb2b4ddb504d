import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testOutputDir } from '@callboard/workspace/paths.mjs';
import { runKills } from './Kills';
import { type Options, parseOptions, USAGE } from './options';
import { formatReport, isSound } from './report';

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
  for (const [n, database] of options.databases.entries()) {
    const report = await runKills({
      ...options,
      database,
      kills: shareOf(options.kills, options.databases.length, n),
      print: line => console.log(line),
    });
    console.log(`\n${formatReport(report)}\n`);
    mkdirSync(testOutputDir, { recursive: true });
    writeFileSync(
      path.join(testOutputDir, `chaos-${database}.json`),
      `${JSON.stringify(report, undefined, 2)}\n`,
    );
    sound &&= isSound(report);
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
