import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import type { Portal } from '../portal/startPortal';

export interface ThingOptions {
  type?: string;
  owner?: string;
}

/** How many are made when there are none left. */
const AT_ONCE = 100;

/**
 * Resources to try things on, one for each who asks. They are made many at a
 * time, from a file: every change of the inventory lets the portal read all of
 * it again, so that a thousand things one by one are most of a test's minutes.
 */
export function createStock(portal: Portal, nextName: () => string) {
  const left = new Map<string, Promise<Resource[]>>();

  async function make(site: string, more: ThingOptions): Promise<Resource[]> {
    const names = Array.from({ length: AT_ONCE }, nextName);
    const resources = names.map(name => ({
      name,
      title: name,
      site,
      type: 'plain',
      ...more,
    }));
    await portal.done('reservations', 'admin', 'POST', '/inventory/import', {
      body: {
        format: 'yaml',
        text: JSON.stringify({ resources }),
        dryRun: false,
      },
    });
    const query = new URLSearchParams([
      ['limit', `${AT_ONCE}`],
      ...names.map(name => ['ref', `resource:default/${name}`]),
    ]);
    const { items } = await portal.done<{ items: Resource[] }>(
      'reservations',
      'admin',
      'GET',
      `/resources?${query}`,
    );
    return items;
  }

  return {
    take: async (site: string, more: ThingOptions): Promise<Resource> => {
      const kind = JSON.stringify([site, more]);
      for (;;) {
        const known = left.get(kind);
        const found = (await known)?.shift();
        if (found) {
          return found;
        }
        // Unless somebody else who found none makes more already.
        if (left.get(kind) === known) {
          left.set(kind, make(site, more));
        }
      }
    },
  };
}
