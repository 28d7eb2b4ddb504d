import { sampleKeys } from '../sampleKeys';
import { asUser, at, type World } from '../world';

const admin = asUser('admin');

/** Who belongs, who is let in, who may do what, and what is one's own. */
export async function peopleStory(world: World): Promise<void> {
  await certify(world);
  await charge(world);
  await admit(world);
  const [{ line }] = sampleKeys;
  const key = await world.sshKeys.add({ publicKey: line }, asUser());
  await world.sshKeys.remove(key.id, asUser().actor, asUser());
  const site = { kind: 'site', ref: world.site.entityRef } as const;
  for (const scope of [site, { kind: 'personal' } as const]) {
    const feed = await world.feedTokens.add(
      { title: 'My phone', scope },
      token => token,
      asUser(),
    );
    await world.feedTokens.revoke(feed.id, asUser().actor, asUser());
  }
}

/** A project of the site, with an end and a budget in money, then archived. */
async function charge({ projects, site }: World): Promise<void> {
  await projects.create(
    {
      code: 'GRANT-7',
      title: 'Folding',
      description: 'To fold',
      siteId: site.id,
      holders: ['group:default/physics'],
      until: Date.parse('2028-01-01T00:00:00Z'),
      budget: { kind: 'money', amount: 500, currency: 'EUR' },
    },
    admin,
  );
  await projects.update('GRANT-7', { title: 'Folding on' }, '*', admin);
  await projects.archive('GRANT-7', admin);
}

/** Defined, granted, about to expire, renewed and revoked, with a booking to come. */
async function certify(world: World): Promise<void> {
  const { certifications, site } = world;
  const { id } = await certifications.create(
    {
      name: 'laser',
      title: 'Laser',
      description: 'Half a day',
      siteId: site.id,
      validityMonths: 12,
    },
    admin,
  );
  await certifications.update(id, { title: 'Laser user' }, '*', admin);
  const { holding } = await certifications.grant(
    id,
    'user:default/student',
    {
      until: Date.parse('2027-04-01T00:00:00Z'),
      evidence: 'https://training.example.com/1',
    },
    admin,
  );
  await world.type('beam', {
    policyDefaults: { certifications: ['laser'] },
  });
  await world.resource('beam-1', { type: 'beam' });
  const student = asUser('student');
  const run = await world.book('beam-1', '10:00', '11:00', {}, student);
  await world.expiryNotices.run();
  await certifications.renew(holding.id, {}, admin);
  await certifications.revoke(holding.id, 'Not trained any more', admin);
  // Whatever becomes of it next says what it lacks.
  await world.bookings.end(run.id, { kind: 'cancel' }, student);
}

/** Who belongs to the site, and who is let in for a while. */
async function admit(world: World): Promise<void> {
  await world.resource('lab-1');
  const { id, entityRef, title } = world.site;
  const guest = { ref: 'user:default/guest', role: 'member' } as const;
  const known = new Set([guest.ref]);
  const keepsAdmin = () => true;
  await world.siteMembers.change(
    id,
    { add: [guest], remove: [], known, keepsAdmin },
    admin,
  );
  await world.siteMembers.change(
    id,
    { add: [], remove: [guest], known, keepsAdmin },
    admin,
  );
  const resource = (await world.inventory.latest()).resourceByRef(
    'resource:default/lab-1',
  )!;
  const input = {
    subjectRef: guest.ref,
    siteId: id,
    siteRef: entityRef,
    siteTitle: title,
    reason: 'Joint experiments',
  };
  const { grant } = await world.accessGrants.create(
    { ...input, resource, until: Date.parse(at('19:00')) },
    admin,
  );
  await world.accessGrants.change(grant.id, Date.parse(at('18:00')), 1, admin);
  const other = await world.accessGrants.create(
    { ...input, until: Date.parse(at('19:00')) },
    admin,
  );
  await world.accessGrants.revoke(other.grant.id, admin);
  world.clock.now = Date.parse(at('18:00'));
  await world.grantEnder.step();
}
