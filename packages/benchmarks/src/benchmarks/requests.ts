import { type DatabaseName, startDatabase } from '../environment/databases';
import { interleave } from '../interleave';
import { BareGit } from '../requests/BareGit';
import { READY_PATH } from '../requests/readyModule';
import { RequestServer } from '../requests/RequestServer';
import { compare, type Result } from '../results';
import { quantile } from '../statistics';
import type { Effort } from './Session';

interface Filed {
  id: string;
  revision: number;
  manifestHash: string;
}

/**
 * B12: from a request that is handed in to a service that runs, reviewed and
 * merged, one after the other, over HTTP; against the git plumbing that cannot
 * be done without. The median of a window each.
 */
export async function requestToReady(options: {
  database: DatabaseName;
  effort: Effort;
  print: (line: string) => void;
}): Promise<Result[]> {
  const { effort, print } = options;
  print(
    `Starting ${options.database}, a backend with requests and a bare repository …`,
  );
  const database = await startDatabase(options.database);
  const started: { stop(): Promise<void> }[] = [database];
  try {
    const bare = await BareGit.create();
    started.unshift(bare);
    const server = await RequestServer.start(database);
    started.unshift(server);
    let count = 0;
    let manifest = '';

    const bringAbout = async () => {
      count += 1;
      const { id, revision, manifestHash } = await server.call<Filed>(
        'developer',
        'POST',
        '/requests',
        {
          title: 'A database',
          environment: 'dev',
          region: 'eu-west-1',
          submit: true,
          items: [
            {
              offering: 'postgresql',
              operation: 'create',
              parameters: {
                name: `bench-${count}`,
                instanceClass: 'db.t4g.micro',
              },
            },
          ],
        },
      );
      const ready = server.call('developer', 'GET', `${READY_PATH}/${id}`);
      await server.call('admin', 'POST', `/requests/${id}/approve`, {
        revision,
        manifestHash,
      });
      await ready;
      manifest ||= await manifestOf(server, id);
    };
    await bringAbout();

    const window = (one: () => Promise<void>) => async () => {
      const times: number[] = [];
      const end = performance.now() + effort.seconds * 1_000;
      do {
        const began = performance.now();
        await one();
        times.push(performance.now() - began);
      } while (performance.now() < end);
      return quantile(times, 0.5);
    };
    const names = [
      'handed in, approved, merged and ready',
      'git plumbing: object, tree, commit, branch, merge',
    ];
    const [ours, plumbing] = await interleave(
      [
        { name: names[0], window: window(bringAbout) },
        { name: names[1], window: window(() => bare.merge(manifest)) },
      ],
      {
        windows: effort.windows,
        onWindow: (name, ms, round) =>
          print(
            `  B12 ${options.database} ${round}/${effort.windows}  ${name}: ${ms.toPrecision(4)} ms`,
          ),
      },
    );
    return [
      compare({
        id: 'B12',
        title: 'one database from its request to ready, the sandbox in no time',
        database: options.database,
        unit: 'ms',
        subject: { name: names[0], values: ours },
        baseline: { name: names[1], values: plumbing },
        target: { direction: 'at most', reach: 5 },
        notes: [`${count} services at the end`],
      }),
    ];
  } finally {
    for (const one of started) {
      await one.stop();
    }
  }
}

/** Both sides write the same bytes. */
async function manifestOf(server: RequestServer, id: string): Promise<string> {
  const { files } = await server.call<{ files: { diff: string }[] }>(
    'admin',
    'GET',
    `/requests/${id}/diff`,
  );
  return files[0].diff
    .split('\n')
    .filter(line => line.startsWith('+'))
    .map(line => `${line.slice(1)}\n`)
    .join('');
}
