import type { Site } from '@callboard/backstage-plugin-reservations-common';

/** Whose entries somebody may see: everybody's, or those of some sites. */
export interface Rights {
  everything: boolean;
  /** The sites that they administer. */
  siteRefs: string[];
}

/** `undefined` while it is not known. */
export function rightsOf(asked: {
  everything: boolean | undefined;
  sites: Pick<Site, 'entityRef' | 'actions'>[] | undefined;
}): Rights | undefined {
  const { everything, sites } = asked;
  if (everything) return { everything: true, siteRefs: [] };
  if (everything === undefined || !sites) return undefined;
  return {
    everything: false,
    siteRefs: sites
      .filter(({ actions }) => actions.includes('update'))
      .map(({ entityRef }) => entityRef),
  };
}

/** Whether there is a log for them at all. */
export function mayRead(rights: Rights): boolean {
  return rights.everything || rights.siteRefs.length > 0;
}

/** Whether entries about something may be theirs to see; `siteRef` is where it is. */
export function mayReadAt(rights: Rights, siteRef: string | undefined) {
  return (
    rights.everything ||
    (siteRef !== undefined && rights.siteRefs.includes(siteRef))
  );
}
