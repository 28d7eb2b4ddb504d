import type {
  Certification,
  CertificationHolding,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { callers } from '../portal/people';
import type { Portal } from '../portal/startPortal';
import {
  NEWEST,
  type PlaceName,
  places,
  type Variant,
  type World,
} from '../table/world';
import { type Door, door } from './Door';

const plugin = 'reservations';

let count = 0;

const newCertification = (siteRef?: string) => {
  count += 1;
  return { name: `certification-${count}`, title: 'Trained', siteRef };
};

const SITES: (PlaceName | undefined)[] = ['campus', 'vault', undefined];

const titleOf = (at: PlaceName | undefined) =>
  at ? `of the ${at}` : 'of every site';

function variants(portal: Portal, world: World) {
  const define = (at: PlaceName | undefined) =>
    portal.done<Certification>(plugin, 'admin', 'POST', '/certifications', {
      body: newCertification(at && places[at].ref),
    });
  const thing = (at: PlaceName | undefined) => ({
    title: titleOf(at),
    sites: at ? [places[at]] : [],
  });
  // That there is one of every site, whoever sees any site may know.
  const ofSites = SITES.filter(at => at !== undefined);
  const certifications = ofSites.map((at): Variant<Certification> => ({
    title: titleOf(at),
    make: async () => ({
      ...thing(at),
      // Whoever may use one thing of a site sees the site.
      keyholders: at === 'vault' ? await world.keyholders() : [],
      is: await define(at),
    }),
  }));
  const holdings = SITES.map((at): Variant<CertificationHolding> => ({
    title: titleOf(at),
    make: async () => {
      const { id } = await define(at);
      const is = await portal.done<CertificationHolding>(
        plugin,
        'admin',
        'POST',
        '/certification-holdings',
        { body: { certificationId: id, person: callers.colleague.ref } },
      );
      // Nobody's own, which is seen by whom it is: the table is about the rest.
      await portal.knexes
        .reservations('certification_holding')
        .where({ id: is.id })
        .update({ person: 'user:default/somebody' });
      return { ...thing(at), is };
    },
  }));
  return { certifications, holdings };
}

export const holdingVariants = (portal: Portal, world: World) =>
  variants(portal, world).holdings;

export function certificationDoors(portal: Portal): Door[] {
  const certifications = (world: World) =>
    variants(portal, world).certifications;
  const holdings = (world: World) => holdingVariants(portal, world);
  const granting = (id: string) => ({
    certificationId: id,
    person: callers.colleague.ref,
  });
  const list = { csv: 'person\ncolleague', dryRun: true };
  return [
    door<CertificationHolding>({
      plugin,
      operation: 'listCertificationHoldings',
      permission: 'reservations.certification.read',
      named: 'body',
      things: holdings,
      request: ({ is }) => [
        'GET',
        `/certification-holdings?certification=${is.certification}`,
      ],
      status: 200,
      verdict: ({ text }, { is }) => (text.includes(is.id) ? 200 : 403),
    }),
    door<Site>({
      plugin,
      operation: 'createCertification',
      permission: 'reservations.certification.create',
      sees: 'reservations.site.read',
      named: 'body',
      things: world => world.variants.places,
      request: ({ is }) => [
        'POST',
        '/certifications',
        { body: newCertification(is.entityRef) },
      ],
      status: 201,
      actions: ({ is }) => [
        {
          action: 'define-certification',
          input: newCertification(is.entityRef),
        },
      ],
    }),
    door<Certification>({
      plugin,
      operation: 'updateCertification',
      permission: 'reservations.certification.create',
      sees: 'reservations.site.read',
      named: 'path',
      things: certifications,
      request: ({ is }) => [
        'PATCH',
        `/certifications/${is.id}`,
        { headers: NEWEST, body: { title: 'Well trained' } },
      ],
      status: 200,
      actions: ({ is }) => [
        {
          action: 'update-certification',
          input: { id: is.id, title: 'Trained' },
        },
      ],
    }),
    door<Certification>({
      plugin,
      operation: 'importCertificationHoldings',
      permission: 'reservations.certification.grant',
      sees: 'reservations.site.read',
      named: 'path',
      things: certifications,
      request: ({ is }) => [
        'POST',
        `/certifications/${is.id}/import`,
        { body: list },
      ],
      status: 200,
      actions: ({ is }) => [
        { action: 'import-certifications', input: { id: is.id, ...list } },
      ],
    }),
    door<Certification>({
      plugin,
      operation: 'grantCertification',
      permission: 'reservations.certification.grant',
      sees: 'reservations.site.read',
      named: 'body',
      things: certifications,
      request: ({ is }) => [
        'POST',
        '/certification-holdings',
        { body: granting(is.id) },
      ],
      status: 201,
      actions: ({ is }) => [
        { action: 'grant-certification', input: granting(is.id) },
      ],
      changes: true,
    }),
    door<CertificationHolding>({
      plugin,
      operation: 'renewCertification',
      permission: 'reservations.certification.grant',
      sees: 'reservations.certification.read',
      named: 'path',
      things: holdings,
      request: ({ is }) => [
        'POST',
        `/certification-holdings/${is.id}/renew`,
        { body: {} },
      ],
      status: 200,
      actions: ({ is }) => [
        { action: 'renew-certification', input: { id: is.id } },
      ],
    }),
    door<CertificationHolding>({
      plugin,
      operation: 'revokeCertification',
      permission: 'reservations.certification.grant',
      sees: 'reservations.certification.read',
      named: 'path',
      things: holdings,
      request: ({ is }) => [
        'POST',
        `/certification-holdings/${is.id}/revoke`,
        { body: {} },
      ],
      status: 200,
      actions: ({ is }) => [
        { action: 'revoke-certification', input: { id: is.id } },
      ],
      changes: true,
    }),
  ];
}
