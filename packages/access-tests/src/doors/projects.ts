import type {
  Project,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { callers, type Who } from '../portal/people';
import type { Portal } from '../portal/startPortal';
import {
  type Made,
  NEWEST,
  type PlaceName,
  places,
  type Variant,
} from '../table/world';
import { type Door, door } from './Door';

const plugin = 'reservations';

let count = 0;
const code = () => {
  count += 1;
  return `PROJECT-${count}`;
};

const newProject = ({ entityRef }: Site) => ({
  code: code(),
  title: 'A project',
  siteRef: entityRef,
  holders: [callers.researcher.ref],
  budget: { kind: 'hours' as const, amount: 10 },
});

/** Of a site, held by these people. */
export const projectVariants = (portal: Portal): Variant<Project>[] => {
  const variant = (at: PlaceName, holders: Who[]): Variant<Project> => ({
    title: `in the ${at}, held by ${holders.join(' and ')}`,
    make: async () => {
      const refs = holders.map(who => callers[who].ref);
      const is = await portal.done<Project>(
        plugin,
        'admin',
        'POST',
        '/projects',
        {
          body: {
            ...newProject({ entityRef: places[at].ref } as Site),
            holders: refs,
          },
        },
      );
      return { title: at, sites: [places[at]], holders: refs, is };
    },
  });
  return [
    variant('campus', ['insider']),
    variant('vault', ['researcher', 'operations', 'leadAdmin', 'visitor']),
    variant('cloud', ['colleague']),
  ];
};

export function projectDoors(portal: Portal): Door[] {
  const things = () => projectVariants(portal);
  const named = ({ is }: Made<Project>) => `/projects/${is.code}`;
  return [
    door<Site>({
      plugin,
      operation: 'createProject',
      permission: 'reservations.project.create',
      sees: 'reservations.site.read',
      named: 'body',
      things: world => world.variants.places,
      request: ({ is }) => ['POST', '/projects', { body: newProject(is) }],
      status: 201,
      actions: ({ is }) => [
        { action: 'create-project', input: newProject(is) },
      ],
    }),
    door<Project>({
      plugin,
      operation: 'getProject',
      permission: 'reservations.project.read',
      sees: 'reservations.project.read',
      named: 'path',
      things,
      request: made => ['GET', named(made)],
      status: 200,
    }),
    door<Project>({
      plugin,
      operation: 'getProjectUsage',
      permission: 'reservations.project.read',
      sees: 'reservations.project.read',
      named: 'path',
      things,
      request: made => ['GET', `${named(made)}/usage`],
      status: 200,
      actions: ({ is }) => [
        { action: 'get-project-usage', input: { code: is.code } },
      ],
    }),
    door<Project>({
      plugin,
      operation: 'updateProject',
      permission: 'reservations.project.update',
      sees: 'reservations.project.read',
      named: 'path',
      things,
      request: made => [
        'PATCH',
        named(made),
        { headers: NEWEST, body: { title: 'Another' } },
      ],
      status: 200,
      actions: ({ is }) => [
        { action: 'update-project', input: { code: is.code, title: 'Other' } },
      ],
    }),
    door<Project>({
      plugin,
      operation: 'archiveProject',
      permission: 'reservations.project.update',
      sees: 'reservations.project.read',
      named: 'path',
      things,
      request: made => ['POST', `${named(made)}/archive`],
      status: 200,
      actions: ({ is }) => [
        { action: 'archive-project', input: { code: is.code } },
      ],
      changes: true,
    }),
  ];
}
