import { FakeCluster } from './__testUtils__/FakeCluster';
import { listCustomResourceDefinitions } from './listCustomResourceDefinitions';

const INSTANCE = {
  apiVersion: 'rds.aws.m.upbound.io/v1beta1',
  kind: 'Instance',
};

describe('listCustomResourceDefinitions', () => {
  it('reads those of the kinds that are asked for, where the cluster has them', async () => {
    const cluster = await FakeCluster.start({ instances: INSTANCE });
    const definition = {
      kind: 'CustomResourceDefinition',
      metadata: { name: 'instances.rds.aws.m.upbound.io' },
    };
    cluster.definitions.set(definition.metadata.name, definition);
    try {
      const found = await listCustomResourceDefinitions(
        {
          server: `http://127.0.0.1:${cluster.port}`,
          requestOptions: async () => ({}),
        },
        [
          INSTANCE,
          { ...INSTANCE, kind: 'Unknown' },
          { apiVersion: 'nothing.example/v1', kind: 'Thing' },
        ],
        { signal: new AbortController().signal },
      );
      expect(found).toEqual([definition]);
    } finally {
      await cluster.close();
    }
  });
});
