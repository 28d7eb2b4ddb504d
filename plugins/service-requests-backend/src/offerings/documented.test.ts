import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OFFERING_ENTITY_TYPE } from '@callboard/backstage-plugin-service-requests-common';
import { parse } from 'yaml';
import { CrdValidator } from '../crds';
import { estimateCost, parsePrices, readPrices } from '../cost';
import { desiredLeaves, renderService } from '../render';
import { renderContext } from './__testUtils__/shipped';
import { checkOffering } from './checkOffering';
import { checkParameters } from './checkParameters';
import { desiredParameters } from './desiredParameters';
import { parseOffering } from './parseOffering';

const page = readFileSync(
  resolve(__dirname, '../../../../docs/offerings.md'),
  'utf8',
);
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(
  ([, text]) => text,
);
const blockWith = (text: string) => {
  const block = blocks.find(one => one.includes(text));
  expect(block).toBeDefined();
  return String(block);
};

it('takes the document of the documentation, and renders it', async () => {
  const offering = parseOffering(parse(blockWith('name: queue')), 1);
  const prices = parsePrices(blockWith('currency: EUR'), 'offerings.md');
  checkOffering(offering, await CrdValidator.create(undefined), prices);
  const desired = desiredParameters(
    offering,
    'create',
    undefined,
    offering.example,
  );
  const [file] = renderService(offering, desired, renderContext());
  expect(parse(file.content)).toMatchObject({
    kind: 'Queue',
    metadata: { name: 'orders', namespace: 'staging' },
    spec: { forProvider: { messageRetentionSeconds: 604800, name: 'orders' } },
  });
  expect(desiredLeaves(offering, desired, renderContext())[0].leaves).toEqual([
    expect.objectContaining({ parameter: 'retentionDays', value: 604800 }),
  ]);
  expect(
    checkParameters(offering, 'create', {
      name: 'orders',
      retentionDays: 7,
      encrypted: false,
    }),
  ).toEqual([
    {
      field: 'retentionDays',
      message: 'What is not encrypted is kept for 4 days at most',
    },
  ]);
});

it('takes the variable file of the documentation', () => {
  const { manifests } = parse(blockWith('tfvars.json'));
  const offering = parseOffering(
    {
      name: 'nodes',
      title: 'Nodes',
      category: 'compute',
      parameters: {
        properties: { desiredSize: { type: 'integer', default: 3 } },
      },
      operations: { create: {} },
      manifests,
      example: { name: 'workers' },
    },
    1,
  );
  const [file] = renderService(
    offering,
    { desiredSize: 3 },
    renderContext({ name: 'workers' }),
  );
  expect(file).toEqual({
    path: 'workers.auto.tfvars.json',
    content: `{
  "node_groups": [
    {
      "name": "workers",
      "desired_size": 3
    }
  ]
}
`,
  });
});

it('takes the offering that the demo has in its catalog', async () => {
  const entity = parse(
    readFileSync(
      resolve(__dirname, '../../../../examples/offerings.yaml'),
      'utf8',
    ),
  );
  expect(entity).toMatchObject({
    kind: 'Resource',
    spec: { type: OFFERING_ENTITY_TYPE },
  });
  const prices = await readPrices(resolve(__dirname, '../../prices'));
  const offering = parseOffering(entity.spec.offering, 1);
  checkOffering(offering, await CrdValidator.create(undefined), prices);
  const cost = estimateCost({
    prices,
    items: [
      { index: 0, region: 'eu-west-1', offering, after: offering.example },
    ],
  });
  expect([cost.after, cost.unknown]).toEqual([
    undefined,
    ['Requests (1 million assumed) in eu-west-1: no price is known'],
  ]);
});
