import type {
  InventoryImportReport,
  MaintenanceWindow,
  Problem,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import type { Portal } from '../portal/startPortal';
import {
  hours,
  type Made,
  NEWEST,
  type Variant,
  type World,
} from '../table/world';
import { type Door, door } from './Door';

const plugin = 'reservations';

let count = 0;

const newWindow = ({ is }: Made<Resource>) => ({
  resourceRef: is.entityRef,
  from: hours(400),
  until: hours(402),
  title: 'New disks',
});

/** One of each resource, as the administrator makes it. */
function of<T>(
  world: World,
  make: (resource: Made<Resource>) => Promise<T>,
): Variant<T>[] {
  return world.variants.resources.map(resource => ({
    title: resource.title,
    make: async () => {
      const made = await resource.make();
      return { ...made, is: await make(made) };
    },
  }));
}

export const windowVariants = (
  portal: Portal,
  world: World,
  more: object = {},
): Variant<MaintenanceWindow>[] =>
  of(world, made =>
    portal.done<MaintenanceWindow>(
      plugin,
      'admin',
      'POST',
      '/maintenance-windows',
      { body: { ...newWindow(made), ...more } },
    ),
  );

export const problemVariants = (
  portal: Portal,
  world: World,
): Variant<Problem>[] =>
  of(world, ({ is }) =>
    portal.done<Problem>(
      plugin,
      'admin',
      'POST',
      `/resources/${is.id}/problems`,
      { body: { title: 'A fan is loud' } },
    ),
  );

const retitling = ({ is }: Made<Resource>) => {
  count += 1;
  return {
    format: 'yaml',
    text: `resources:\n  - { name: ${is.name}, title: Other ${count} }\n`,
  };
};

export function maintenanceDoors(portal: Portal): Door[] {
  const windows = (world: World) => windowVariants(portal, world);
  const begun = (world: World) =>
    windowVariants(portal, world, { from: undefined });
  const problems = (world: World) => problemVariants(portal, world);
  return [
    door<Resource>({
      plugin,
      operation: 'createMaintenanceWindow',
      permission: 'reservations.resource.update',
      sees: 'reservations.resource.read',
      named: 'body',
      things: world => world.variants.resources,
      request: made => [
        'POST',
        '/maintenance-windows',
        { body: newWindow(made) },
      ],
      status: 201,
      actions: made => [
        { action: 'schedule-maintenance', input: newWindow(made) },
      ],
    }),
    door<Resource>({
      plugin,
      operation: 'previewMaintenanceWindow',
      permission: 'reservations.resource.update',
      sees: 'reservations.resource.read',
      named: 'body',
      things: world => world.variants.resources,
      request: ({ is }) => [
        'POST',
        '/maintenance-windows/preview',
        { body: { resourceRef: is.entityRef, until: hours(402) } },
      ],
      status: 200,
      actions: ({ is }) => [
        {
          action: 'preview-maintenance',
          input: { resourceRef: is.entityRef, until: hours(402) },
        },
      ],
    }),
    door<MaintenanceWindow>({
      plugin,
      operation: 'getMaintenanceWindow',
      permission: 'reservations.resource.read',
      sees: 'reservations.resource.read',
      named: 'path',
      things: windows,
      request: ({ is }) => ['GET', `/maintenance-windows/${is.id}`],
      status: 200,
    }),
    door<MaintenanceWindow>({
      plugin,
      operation: 'updateMaintenanceWindow',
      permission: 'reservations.resource.update',
      sees: 'reservations.resource.read',
      named: 'path',
      things: windows,
      request: ({ is }) => [
        'PATCH',
        `/maintenance-windows/${is.id}`,
        { headers: NEWEST, body: { title: 'Newer disks' } },
      ],
      status: 200,
      changes: true,
      actions: ({ is }) => [
        {
          action: 'update-maintenance',
          input: { id: is.id, version: is.version, title: 'Newer disks' },
        },
      ],
    }),
    door<MaintenanceWindow>({
      plugin,
      operation: 'cancelMaintenanceWindow',
      permission: 'reservations.resource.update',
      sees: 'reservations.resource.read',
      named: 'path',
      things: windows,
      request: ({ is }) => ['POST', `/maintenance-windows/${is.id}/cancel`],
      status: 200,
      changes: true,
      actions: ({ is }) => [
        {
          action: 'finish-maintenance',
          input: { id: is.id, how: 'cancel' },
        },
      ],
    }),
    door<MaintenanceWindow>({
      plugin,
      operation: 'endMaintenanceWindow',
      permission: 'reservations.resource.update',
      sees: 'reservations.resource.read',
      named: 'path',
      things: begun,
      request: ({ is }) => ['POST', `/maintenance-windows/${is.id}/end`],
      status: 200,
      changes: true,
      actions: ({ is }) => [
        { action: 'finish-maintenance', input: { id: is.id, how: 'end' } },
      ],
    }),
    door<Resource>({
      plugin,
      operation: 'reportProblem',
      permission: 'reservations.problem.create',
      sees: 'reservations.resource.read',
      named: 'body',
      things: world => world.variants.resources,
      request: ({ is }) => [
        'POST',
        `/resources/${is.id}/problems`,
        { body: { title: 'A fan is loud' } },
      ],
      status: 201,
      actions: ({ is }) => [
        {
          action: 'report-problem',
          input: { resourceId: is.id, title: 'A fan is loud' },
        },
      ],
    }),
    door<Problem>({
      plugin,
      operation: 'getProblem',
      permission: 'reservations.problem.read',
      sees: 'reservations.problem.read',
      named: 'path',
      things: problems,
      request: ({ is }) => ['GET', `/problems/${is.id}`],
      status: 200,
    }),
    door<Problem>({
      plugin,
      operation: 'acknowledgeProblem',
      permission: 'reservations.problem.update',
      sees: 'reservations.problem.read',
      named: 'path',
      things: problems,
      request: ({ is }) => ['POST', `/problems/${is.id}/acknowledge`],
      status: 200,
      changes: true,
      actions: ({ is }) => [
        {
          action: 'resolve-problem',
          input: { id: is.id, status: 'acknowledged' },
        },
      ],
    }),
    door<Problem>({
      plugin,
      operation: 'resolveProblem',
      permission: 'reservations.problem.update',
      sees: 'reservations.problem.read',
      named: 'path',
      things: problems,
      request: ({ is }) => ['POST', `/problems/${is.id}/resolve`],
      status: 200,
      changes: true,
      actions: ({ is }) => [
        {
          action: 'resolve-problem',
          input: { id: is.id, status: 'resolved' },
        },
      ],
    }),
    door<Problem>({
      plugin,
      operation: 'setProblemMaintenance',
      permission: 'reservations.resource.update',
      sees: 'reservations.problem.read',
      named: 'path',
      things: problems,
      request: ({ is }) => [
        'POST',
        `/problems/${is.id}/maintenance`,
        { body: { until: hours(3) } },
      ],
      status: 200,
      changes: true,
      actions: ({ is }) => [
        {
          action: 'set-problem-maintenance',
          input: { id: is.id, until: hours(3) },
        },
      ],
    }),
    // One line of a file, as a single edit; a trial, so that nothing is used up.
    door<Resource>({
      plugin,
      operation: 'importInventory',
      permission: 'reservations.resource.update',
      sees: 'reservations.resource.read',
      unseen: 403,
      named: 'body',
      things: world => world.variants.resources,
      request: made => ['POST', '/inventory/import', { body: retitling(made) }],
      status: 200,
      verdict: ({ status, body }) => {
        const { lines } = body as InventoryImportReport;
        return status === 200 && lines[0].action === 'error' ? 403 : status;
      },
    }),
  ];
}
