import type {
  NewRequest,
  Request,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import { expect } from '@playwright/test';
import { serviceRequestsApiOf } from './api';

const REVIEWERS = ['service-reviewer', 'service-reviewer-2'];
export const PLATFORM_TEAM = 'group:default/platform-team';

let count = 0;

/** A name that no other run has taken. */
export function newName(kind: string): string {
  return `${kind}-${Date.now().toString(36)}${(count++).toString(36)}`;
}

export const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Asks for something, and has it approved; in `dev` that merges it too. */
export async function requestMerged(
  persona: string,
  wanted: Partial<NewRequest> & Pick<NewRequest, 'title' | 'items'>,
): Promise<Request> {
  const { data } = await serviceRequestsApiOf(persona).POST('/requests', {
    body: {
      environment: 'dev',
      reason: 'For the browser test.',
      submit: true,
      ...wanted,
    },
  });
  const { id } = data!;
  const { approvalsNeeded, revision, manifestHash } = await requestOf(id);
  for (const reviewer of REVIEWERS.slice(0, approvalsNeeded)) {
    await serviceRequestsApiOf(reviewer).POST('/requests/{id}/approve', {
      params: { path: { id } },
      body: { revision, manifestHash: manifestHash! },
    });
  }
  await expect
    .poll(async () => (await requestOf(id)).status, { timeout: 60_000 })
    .toMatch(/^(merged|reconciling|ready|waiting_window|degraded)$/);
  return requestOf(id);
}

/** A database of the platform team in `dev`, at work. */
export async function databaseReady(name: string): Promise<Service> {
  const { items } = await requestMerged('developer', {
    title: `PostgreSQL ${name}`,
    regions: ['eu-west-1'],
    owner: PLATFORM_TEAM,
    endDate: inDays(30),
    items: [
      {
        offering: 'postgresql',
        operation: 'create',
        parameters: { name, instanceClass: 'db.t4g.medium', storageGib: 50 },
      },
    ],
  });
  const id = items[0].placements[0].serviceId!;
  await expect
    .poll(async () => (await serviceOf(id)).status, { timeout: 60_000 })
    .toBe('ready');
  return serviceOf(id);
}

/** Asks for more storage, as its owners would. */
export async function requestScale(service: Service, storageGib: number) {
  return requestMerged('developer', {
    title: `More room for ${service.name}`,
    items: [
      {
        offering: service.offering,
        operation: 'scale',
        targetRef: service.entityRef,
        parameters: { storageGib },
      },
    ],
  });
}

export async function serviceOf(id: string): Promise<Service> {
  const { data } = await serviceRequestsApiOf('admin').GET('/services/{id}', {
    params: { path: { id } },
  });
  return data!;
}

async function requestOf(id: string): Promise<Request> {
  const { data } = await serviceRequestsApiOf('admin').GET('/requests/{id}', {
    params: { path: { id } },
  });
  return data!;
}
