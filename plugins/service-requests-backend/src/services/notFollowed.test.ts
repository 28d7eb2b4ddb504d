import { TestDatabases } from '@backstage/backend-test-utils';
import { startEngine, type TestEngine } from '../__testUtils__/startEngine';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

/** Whose only file is for Terraform. */
const nodes = {
  name: 'terraform-nodes',
  title: 'Nodes of a cluster of Terraform’s',
  category: 'compute',
  provider: 'aws',
  parameters: {
    properties: { size: { type: 'integer', minimum: 1, maximum: 9 } },
    required: ['size'],
  },
  operations: {
    create: { title: 'Request' },
    scale: { title: 'Scale', parameters: ['size'] },
    decommission: { title: 'Remove' },
  },
  manifests: [
    {
      id: 'variables',
      file: 'nodes.auto.tfvars.json',
      format: 'tfvars.json',
      template: { node_groups: { size: '${{ parameters.size }}' } },
    },
  ],
  example: { name: 'nodes', size: 3 },
};

describe.each(databases.eachSupportedId())('what Terraform makes on %p', id => {
  let engine: TestEngine;

  beforeAll(async () => {
    engine = await startEngine(await databases.init(id));
    await engine.offerings.create(nodes, 'user:default/admin');
  });
  afterAll(() => engine.close());

  it('counts as there, or as gone, from its merge, and says that nobody has looked', async () => {
    const made = await engine.bringAbout(
      await engine.asked([
        {
          offering: nodes.name,
          operation: 'create',
          parameters: { name: 'workers', size: 3 },
        },
      ]),
    );
    expect(made.status).toBe('ready');
    const { serviceId } = made.items[0].placements[0];
    const service = async () =>
      (await engine.database.read(db => engine.services.get(db, serviceId)))!;
    const reason = expect.stringMatching(/^Not followed: /);
    expect(await service()).toMatchObject({
      status: 'ready',
      statusReason: reason,
    });
    const { entityRef } = await service();
    const change = { offering: nodes.name, targetRef: entityRef };
    await engine.bringAbout(
      await engine.asked([
        { ...change, operation: 'scale', parameters: { size: 5 } },
      ]),
    );
    expect(await service()).toMatchObject({
      status: 'ready',
      statusReason: reason,
      parameters: { size: 5 },
    });
    const removed = await engine.bringAbout(
      await engine.asked([
        { ...change, operation: 'decommission', confirm: 'workers' },
      ]),
    );
    expect(removed.status).toBe('removed');
    expect(await service()).toMatchObject({
      status: 'removed',
      statusReason: reason,
    });
  });
});
