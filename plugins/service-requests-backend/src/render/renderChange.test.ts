import {
  renderContext,
  shippedOfferings,
} from '../offerings/__testUtils__/shipped';
import { desiredParameters } from '../offerings/desiredParameters';
import { parseOffering } from '../offerings/parseOffering';
import type { OfferingDefinition, Parameters } from '../offerings/types';
import { desiredLeaves } from './desiredLeaves';
import { renderChange } from './renderChange';
import { renderService } from './renderService';

const offerings = shippedOfferings();

function made(offering: OfferingDefinition, parameters: Parameters = {}) {
  const current = desiredParameters(offering, 'create', undefined, {
    ...offering.example,
    ...parameters,
  });
  const context = renderContext({ name: String(offering.example.name) });
  return { current, context, files: renderService(offering, current, context) };
}

function changedLines(before: string, after: string): string[] {
  const old = before.split('\n');
  return after.split('\n').filter((line, index) => line !== old[index]);
}

describe('a change', () => {
  it('of one parameter is a change of one line', () => {
    const { postgresql } = offerings;
    const { current, context, files } = made(postgresql);
    const desired = desiredParameters(postgresql, 'scale', current, {
      storageGib: 80,
    });
    const [change, ...others] = renderChange(
      postgresql,
      files,
      current,
      desired,
      context,
    );
    expect(others).toEqual([]);
    expect(change.path).toBe('instance.yaml');
    expect(changedLines(files[0].content, String(change.content))).toEqual([
      '    allocatedStorage: 80',
    ]);
  });

  it('leaves alone what people wrote by hand, and who asked first', () => {
    const { postgresql } = offerings;
    const { current, context, files } = made(postgresql);
    const byHand = files[0].content
      .replace('spec:\n', '# Agreed on with the shop team.\nspec:\n')
      .replace(
        '    allocatedStorage: 50\n',
        '    allocatedStorage:   50   # GiB\n\n    iops: 3000\n',
      )
      .replace('engine: postgres', "engine: 'postgres'");
    const desired = desiredParameters(postgresql, 'scale', current, {
      storageGib: 80,
    });
    const [change] = renderChange(
      postgresql,
      [{ path: 'instance.yaml', content: byHand }],
      current,
      desired,
      { ...context, requestId: '11111111-2f5b-4a51-9d3e-0b7e3f0a9d2c' },
    );
    expect(change.content).toBe(byHand.replace('  50   #', '  80   #'));
  });

  it('that changes nothing changes no file', () => {
    for (const offering of Object.values(offerings)) {
      const { current, context, files } = made(offering);
      expect(
        renderChange(offering, files, current, { ...current }, context),
      ).toEqual([]);
    }
  });

  it('brings files and takes them away', () => {
    const aurora = offerings['aurora-postgresql'];
    const { current, context, files } = made(aurora);
    expect(files.map(({ path }) => path)).toEqual([
      'cluster.yaml',
      'instance-1.yaml',
      'instance-2.yaml',
    ]);
    const scaleTo = (instances: number) =>
      renderChange(
        aurora,
        files,
        current,
        desiredParameters(aurora, 'scale', current, { instances }),
        context,
      ).map(({ path, content }) => [path, content === undefined]);
    expect(scaleTo(4)).toEqual([
      ['instance-3.yaml', false],
      ['instance-4.yaml', false],
    ]);
    expect(scaleTo(1)).toEqual([['instance-2.yaml', true]]);
  });

  it('of a file that somebody has taken away brings it back whole', () => {
    const { bucket } = offerings;
    const { current, context, files } = made(bucket);
    const desired = desiredParameters(bucket, 'update', current, {
      versioning: false,
    });
    const left = files.filter(({ path }) => path !== 'versioning.yaml');
    const changes = renderChange(bucket, left, current, desired, context);
    expect(changes).toEqual(
      renderService(bucket, desired, context).filter(
        ({ path }) => path === 'versioning.yaml',
      ),
    );
  });
});

it('carries who a thing belongs to on every object', () => {
  for (const offering of Object.values(offerings)) {
    const { files } = made(offering);
    for (const { content } of files) {
      expect(content).toContain(
        'callboard.dev/service-id: 3f0a9d2c-0b7e-4f61-a5f5-a1d4a9f0c2e1\n',
      );
      expect(content).toContain('app.kubernetes.io/managed-by: callboard\n');
      expect(content).toMatch(
        /callboard.dev\/owner: "?group:default\/shop"?\n/,
      );
      expect(content).toMatch(/^[^\r]*\n$/s);
    }
  }
});

it('renders one folder for each region, alike but for the region', () => {
  const { redis } = offerings;
  const { current, context } = made(redis);
  const [west, central] = ['eu-west-1', 'eu-central-1'].map(region =>
    renderService(redis, current, { ...context, region }),
  );
  expect(west.map(({ path }) => path)).toEqual(central.map(({ path }) => path));
  expect(central[0].content.replaceAll('eu-central-1', 'eu-west-1')).toBe(
    west[0].content,
  );
  expect(west[0].content).not.toContain('eu-central-1');
});

describe('what convergence waits for', () => {
  it('is said of every object, with the endpoint and the secret on one', () => {
    const aurora = offerings['aurora-postgresql'];
    const { current, context } = made(aurora);
    const found = desiredLeaves(aurora, current, context);
    expect(
      found.map(({ object, endpointPath, secrets }) => [
        `${object.kind}/${object.name}`,
        endpointPath,
        secrets.map(({ name, arnPath }) => [name, arnPath]),
      ]),
    ).toEqual([
      [
        'Cluster/ledger',
        'status.atProvider.endpoint',
        [
          [
            'ledger-connection',
            'status.atProvider.masterUserSecret[0].secretArn',
          ],
        ],
      ],
      ['ClusterInstance/ledger-1', undefined, []],
      ['ClusterInstance/ledger-2', undefined, []],
    ]);
    expect(found[1].leaves).toContainEqual({
      parameter: 'instanceClass',
      specPath: 'spec.forProvider.instanceClass',
      statusPath: 'status.atProvider.instanceClass',
      value: 'db.r7g.large',
    });
  });

  it('is the value that is rendered, not the parameter', () => {
    const { redis } = offerings;
    const { current, context } = made(redis, { replicas: 2 });
    const [{ leaves }] = desiredLeaves(redis, current, context);
    expect(leaves.find(leaf => leaf.parameter === 'replicas')?.value).toBe(3);
    expect(leaves.find(leaf => leaf.parameter === 'encrypted')?.value).toBe(
      'true',
    );
  });
});

describe('a Terraform variable file', () => {
  const nodes = parseOffering(
    {
      name: 'terraform-nodes',
      title: 'Nodes',
      category: 'compute',
      parameters: {
        properties: {
          size: { type: 'integer', title: 'Nodes', default: 2, minimum: 1 },
          taints: {
            type: 'array',
            title: 'Taints',
            items: { type: 'string' },
            default: [],
          },
        },
      },
      operations: { create: {}, scale: { parameters: ['size'] } },
      manifests: [
        {
          id: 'variables',
          file: '${{ name }}.auto.tfvars.json',
          format: 'tfvars.json',
          template: {
            node_groups: [
              { name: '${{ name }}', desired_size: '${{ parameters.size }}' },
            ],
            taints: '${{ parameters.taints }}',
          },
        },
      ],
      example: { name: 'workers' },
    },
    1,
  );

  it('is JSON, and changes in one place', () => {
    const { current, context, files } = made(nodes);
    expect(files.map(({ path }) => path)).toEqual(['workers.auto.tfvars.json']);
    expect(JSON.parse(files[0].content)).toEqual({
      node_groups: [{ name: 'workers', desired_size: 2 }],
      taints: [],
    });
    const byHand = files[0].content.replace(
      '"taints"',
      '"comment": "by hand",\n  "taints"',
    );
    const [change] = renderChange(
      nodes,
      [{ path: files[0].path, content: byHand }],
      current,
      desiredParameters(nodes, 'scale', current, { size: 5 }),
      context,
    );
    expect(change.content).toBe(byHand.replace('size": 2', 'size": 5'));
  });

  it('is nothing that a control plane could show', () => {
    const { current, context } = made(nodes);
    expect(desiredLeaves(nodes, current, context)).toEqual([]);
  });
});
