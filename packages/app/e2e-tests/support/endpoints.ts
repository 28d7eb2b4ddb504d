import type {
  CreatedEndpoint,
  NewEndpoint,
} from '@callboard/backstage-plugin-webhooks-common';
import { expect } from '@playwright/test';
import { webhooksApiOf } from './api';

/** A site that is new is known to webhooks within half a minute. */
const PATIENCE_MS = 45_000;

/** Creates an endpoint about a site, waiting until the site is known. */
export async function createEndpoint(
  persona: string,
  siteRef: string,
  endpoint: Pick<NewEndpoint, 'url' | 'eventTypes'> & Partial<NewEndpoint>,
): Promise<CreatedEndpoint> {
  let created: CreatedEndpoint | undefined;
  await expect(async () => {
    const { data } = await webhooksApiOf(persona).POST('/endpoints', {
      params: { header: {} },
      body: {
        includePersonalData: false,
        ...endpoint,
        scope: { kind: 'site', ref: siteRef },
      },
    });
    created = data!;
  }).toPass({ timeout: PATIENCE_MS });
  return created!;
}

/** Waits until somebody may create endpoints about a site. */
export async function expectKeeperOf(persona: string, siteRef: string) {
  await expect
    .poll(
      async () => {
        const { data } = await webhooksApiOf(persona).GET('/dashboard');
        return data!.createIn.siteRefs;
      },
      { timeout: PATIENCE_MS },
    )
    .toContain(siteRef);
}

/** So that nothing is sent there any more, nor counted as failing. */
export async function deleteEndpointsAt(url: string): Promise<void> {
  const admin = webhooksApiOf('admin');
  const { data } = await admin.GET('/endpoints', {
    params: { query: { limit: 500 } },
  });
  for (const endpoint of data!.items.filter(item => item.url === url)) {
    await admin.DELETE('/endpoints/{id}', {
      params: { path: { id: endpoint.id } },
    });
  }
}
