import type {
  Request,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import { ACCOUNT_OWNER, callers, LAB, type Who } from '../portal/people';
import type { Portal } from '../portal/startPortal';
import { type Made, NEWEST, type Variant } from './world';

const plugin = 'service-requests';
const MOST_LOOKS = 1_200;

/** Who asks for something, and for whom. */
interface Asking {
  title: string;
  by: Who;
  owner: string;
  /** Whose a global admin makes it before it is handed in. */
  handedTo?: string;
}

const forOneself = (title: string, by: Who): Asking => ({
  title,
  by,
  owner: callers[by].ref,
});

/** In every relation to those who call. */
const askings: Asking[] = [
  forOneself('a researcher’s', 'researcher'),
  { title: 'one for a team', by: 'researcher', owner: LAB },
  forOneself('a reviewer’s', 'reviewer'),
  forOneself('a team lead’s', 'leadAdmin'),
  forOneself('a global admin’s', 'admin'),
  { title: 'an account’s', by: 'everywhereBot', owner: ACCOUNT_OWNER },
];

/**
 * Services whose owner did not ask for them, and whose requester does not own
 * them: so that each of the two is seen to be enough by itself.
 */
const askingsForOthers: Asking[] = [
  {
    title: 'one that was asked for on a researcher’s behalf',
    by: 'admin',
    owner: callers.researcher.ref,
  },
  {
    title: 'one that was asked for on a team lead’s behalf',
    by: 'admin',
    owner: callers.leadAdmin.ref,
  },
  {
    ...forOneself('one that a researcher asked for', 'researcher'),
    handedTo: ACCOUNT_OWNER,
  },
  {
    ...forOneself('one that a team lead asked for', 'leadAdmin'),
    handedTo: ACCOUNT_OWNER,
  },
];

/** Every account makes requests for who answers for it. */
const accounts = Object.values(callers)
  .filter(({ kind }) => kind === 'account')
  .map(({ ref }) => ref);

let named = 0;

/** What every policy lets pass. */
export function newRequest(owner?: string, more: object = {}) {
  named += 1;
  return {
    title: 'What is needed',
    environment: 'staging',
    regions: ['eu-west-1'],
    items: [
      {
        offering: 'postgresql',
        operation: 'create',
        parameters: { name: `db-${named}`, instanceClass: 'db.t4g.micro' },
      },
    ],
    owner,
    ...more,
  };
}

/** Requests and services to try things on: made, reviewed and merged as people do it. */
export function createRequestVariants(portal: Portal) {
  const get = (id: string) =>
    portal.done<Request>(plugin, 'admin', 'GET', `/requests/${id}`);

  async function until(id: string, ...statuses: string[]): Promise<Request> {
    for (let look = 0; look < MOST_LOOKS; look++) {
      const request = await get(id);
      if (statuses.includes(request.status)) {
        return request;
      }
      await new Promise(wake => setTimeout(wake, 10));
    }
    throw new Error(
      `It is never ${statuses}: ${JSON.stringify(await get(id))}`,
    );
  }

  const ask = ({ by, owner }: Asking, submit: boolean, more: object = {}) =>
    portal.done<Request>(plugin, by, 'POST', '/requests', {
      body: newRequest(owner, { submit, ...more }),
    });

  async function submitted(asking: Asking): Promise<Request> {
    if (asking.handedTo === undefined) {
      return ask(asking, true);
    }
    const { id } = await ask(asking, false);
    await portal.done(plugin, 'admin', 'PATCH', `/requests/${id}`, {
      headers: NEWEST,
      body: { owner: asking.handedTo },
    });
    return portal.done(plugin, 'admin', 'POST', `/requests/${id}/submit`);
  }

  async function open(asking: Asking): Promise<Request> {
    const { id, revision, manifestHash } = await submitted(asking);
    const reviewer = asking.by === 'reviewer' ? 'admin' : 'reviewer';
    await portal.done(plugin, reviewer, 'POST', `/requests/${id}/approve`, {
      body: { revision, manifestHash },
    });
    return until(id, 'pr_open');
  }

  async function run(asking: Asking): Promise<Service> {
    const { id } = await open(asking);
    await portal.done(plugin, 'admin', 'POST', `/requests/${id}/merge`);
    const { items } = await until(id, 'ready');
    const ref = items[0].placements[0].entityRef;
    const found = await portal.done<{ items: Service[] }>(
      plugin,
      'admin',
      'GET',
      `/services?entityRef=${encodeURIComponent(ref!)}`,
    );
    return found.items[0];
  }

  const requests = (make: (asking: Asking) => Promise<Request>) =>
    askings.map((asking): Variant<Request> => ({
      title: asking.title,
      make: async () => ({
        ...relationsOf(asking),
        is: await make(asking),
      }),
    }));

  const services = (from: Asking[]) =>
    once(
      from.map((asking): Variant<Service> => ({
        title: asking.title,
        make: async () => ({
          title: asking.title,
          sites: [],
          owner: asking.handedTo ?? asking.owner,
          requestedBy: callers[asking.by].ref,
          is: await run(asking),
        }),
      })),
    );

  return {
    drafts: requests(asking => ask(asking, false)),
    submitted: requests(asking =>
      ask(asking, true, { environment: 'guarded' }),
    ),
    open: requests(open),
    /** Their pull request was closed by somebody: how it came to that is not asked. */
    closed: requests(async asking => {
      const request = await ask(asking, true);
      await portal.knexes[plugin]('request')
        .where({ id: request.id })
        .update({ status: 'pr_closed' });
      return request;
    }),
    services: services(askings),
    servicesForOthers: services(askingsForOthers),
    /** The same ones each time. */
    shared: once(requests(asking => ask(asking, true))),
    owners: askings.map(
      ({ title, owner }): Variant<{ id: string; owner: string }> => ({
        title: `for the owner of ${title}`,
        make: async () => ({
          title,
          sites: [],
          owner,
          holders: owner === ACCOUNT_OWNER ? accounts : [],
          is: { id: owner, owner },
        }),
      }),
    ),
  };
}

function relationsOf({ title, by, owner }: Asking) {
  const { kind, ref } = callers[by];
  return {
    title,
    sites: [],
    owner,
    bookedBy: ref,
    parties: [ref, ...(kind === 'account' ? [ACCOUNT_OWNER] : [])],
  };
}

function once<T>(variants: Variant<T>[]): Variant<T>[] {
  return variants.map(({ title, make }) => {
    let made: Promise<Made<T>> | undefined;
    return { title, make: () => (made ??= make()) };
  });
}
