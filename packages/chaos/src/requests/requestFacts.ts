import { execFileSync } from 'node:child_process';
import type { ChaosDatabase } from '../environment/databases';
import { DEVELOPER } from '../environment/configuration';
import type { Wish } from './Requesters';

/** What happens once to each request, as events and as steps of its timeline. */
const ONCE = [
  'request.created',
  'request.submitted',
  'request.approved',
  'request.pull_request_opened',
  'request.merged',
  'request.ready',
];

/** What does not hold of requests, once everything has settled: by invariant (I7). */
export async function checkRequests(
  database: ChaosDatabase,
  repository: string,
  wishes: readonly Wish[],
): Promise<{
  violations: Record<string, string[]>;
  counts: Record<string, number>;
}> {
  const knex = database.open('service-requests');
  const notifications = database.open('notifications');
  try {
    const requests: { id: string; title: string; status: string }[] =
      await knex('request').select('id', 'title', 'status');
    const changeSets = await knex('change_set').select('request_id', 'state');
    const services = await knex('service').select('name', 'status');
    const steps = await knex('request_step').select('request_id', 'type');
    const events = await knex('outbox_event').select('aggregate', 'type');
    const told: { title: string; user: string }[] = await notifications(
      'notification',
    ).select('title', 'user');
    const git = readRepository(repository);
    const ids = requests.map(({ id }) => id);
    const each = (of: (id: string) => number) =>
      ids.flatMap(id => (of(id) === 1 ? [] : [`${id}: ${of(id)}`]));
    const once = (type: string) => [
      ...each(id => count(steps, s => s.request_id === id && s.type === type)),
      ...each(id =>
        count(events, e => e.aggregate === `request:${id}` && e.type === type),
      ),
    ];
    return {
      violations: {
        'one request for each wish': wishes.flatMap(({ name }) => {
          const found = count(requests, one => one.title === name);
          return found === 1 ? [] : [`${name}: ${found}`];
        }),
        'every request is ready': requests
          .filter(({ status }) => status !== 'ready')
          .map(({ id, status }) => `${id} is ${status}`),
        'one row for each change set, and it is merged': [
          ...each(id =>
            count(
              changeSets,
              one => one.request_id === id && one.state === 'merged',
            ),
          ),
          ...(changeSets.length === ids.length
            ? []
            : [`${changeSets.length} rows`]),
        ],
        'one pull request for each, and no branch left': [
          ...each(id => count(git.pulls, one => one.includes(id))),
          ...git.branches.filter(name => name !== 'main'),
        ],
        'one commit and one merge for each': [
          ...each(id => count(git.commits, text => text.includes(id))),
          ...each(id => count(git.merges, text => text.includes(id))),
          ...(git.merges.length === ids.length
            ? []
            : [`${git.merges.length} merges`]),
        ],
        'one file and one service for each': wishes.flatMap(
          ({ name, environment }) => {
            const file = `services/${environment}/eu-west-1/${name}/instance.yaml`;
            const found = [
              count(git.files, one => one === file),
              count(services, one => one.name === name),
            ];
            return found.every(n => n === 1) ? [] : [`${name}: ${found}`];
          },
        ),
        ...Object.fromEntries(
          ONCE.map(type => [`one ${type} for each`, once(type)]),
        ),
        'one notification that it is ready for each': wishes.flatMap(
          ({ name }) => {
            const found = count(
              told,
              one => one.user === DEVELOPER && one.title === `${name} is ready`,
            );
            return found === 1 ? [] : [`${name}: ${found}`];
          },
        ),
      },
      counts: {
        requests: requests.length,
        'merges in git': git.merges.length,
        services: services.length,
        events: events.length,
        notifications: told.length,
      },
    };
  } finally {
    await Promise.all([knex.destroy(), notifications.destroy()]);
  }
}

function count<T>(all: T[], is: (one: T) => boolean): number {
  return all.filter(is).length;
}

function readRepository(directory: string) {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', directory, ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
  const lines = (...args: string[]) =>
    git(...args)
      .split('\n')
      .filter(Boolean);
  const messages = (...args: string[]) =>
    git('log', '--format=%B%x00', ...args, 'main')
      .split('\0')
      .filter(text => text.trim() !== '');
  git('fsck', '--full', '--strict');
  return {
    pulls: lines('for-each-ref', '--format=%(refname)', 'refs/callboard/pulls'),
    branches: lines('for-each-ref', '--format=%(refname:short)', 'refs/heads'),
    files: lines('ls-tree', '-r', '--name-only', 'main'),
    merges: messages('--merges', '--first-parent'),
    commits: messages('--no-merges'),
  };
}
