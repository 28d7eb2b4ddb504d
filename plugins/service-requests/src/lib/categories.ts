import type { Offering } from '@callboard/backstage-plugin-service-requests-common';

export type Category = { name: string; offerings: Offering[] };

const USUAL_ORDER = ['database', 'cache', 'storage', 'network', 'compute'];

/** Offerings by category, the usual ones first, each by title. */
export function groupByCategory(offerings: readonly Offering[]): Category[] {
  const names = [...new Set(offerings.map(({ category }) => category))];
  const place = (name: string) => {
    const index = USUAL_ORDER.indexOf(name);
    return index === -1 ? USUAL_ORDER.length : index;
  };
  return names
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map(name => ({
      name,
      offerings: offerings
        .filter(({ category }) => category === name)
        .sort((a, b) => a.title.localeCompare(b.title)),
    }));
}

/** Those in which every word is found. */
export function searchOfferings(
  offerings: readonly Offering[],
  query: string,
): Offering[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return offerings.filter(
    ({ name, title, description = '', category, provider = '' }) => {
      const text = [name, title, description, category, provider]
        .join(' ')
        .toLowerCase();
      return words.every(word => text.includes(word));
    },
  );
}

/** Whether it may be asked for anew. */
export function isRequestable(offering: Offering): boolean {
  return (
    offering.status === 'active' &&
    offering.operations.some(({ operation }) => operation === 'create')
  );
}
