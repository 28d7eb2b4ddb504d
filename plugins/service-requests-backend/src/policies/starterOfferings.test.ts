import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { desiredParameters } from '../offerings/desiredParameters';
import { parseOffering } from '../offerings/parseOffering';
import type { OfferingDefinition } from '../offerings/types';
import { DEV, policyInput } from './__testUtils__/policyInput';
import { PolicyEngine } from './PolicyEngine';
import { readStarterPolicies } from './readPolicies';
import type { PolicyInput } from './types';

const rules = readStarterPolicies();
const engine = PolicyEngine.create({ rules });

const said = (input: PolicyInput) =>
  engine.evaluate(input).map(({ policy, result }) => `${policy}: ${result}`);

describe('with the offerings that come with the plugin', () => {
  const folder = path.resolve(__dirname, '../../offerings');
  const offerings = readdirSync(folder).map(file =>
    parseOffering(parse(readFileSync(path.join(folder, file), 'utf8')), 1),
  );
  const example = (offering: OfferingDefinition) => ({
    offering: offering.name,
    name: String(offering.example.name),
    parameters: desiredParameters(
      offering,
      'create',
      undefined,
      offering.example,
    ),
  });

  it('knows no parameter that none of them has', () => {
    const known = offerings.flatMap(({ parameters }) =>
      Object.keys(parameters.properties),
    );
    const named = rules
      .flatMap(({ when = '', expr, field = '' }) => [
        ...`${when} ${expr}`.matchAll(/(?:parameters|current)[.](\w+)/g),
        ...field.matchAll(/^[/](\w+)/g),
      ])
      .map(([, name]) => name)
      .filter(name => name !== 'name');
    expect(new Set(named).size).toBeGreaterThan(8);
    expect(known).toEqual(expect.arrayContaining(named));
  });

  it.each(offerings.map(offering => [offering.name, offering] as const))(
    'finds no fault with the example of %s, protected in production',
    (_, offering) => {
      const item = example(offering);
      const dev = policyInput({ environment: DEV, items: [item] });
      expect(engine.evaluate(dev)).toEqual([]);
      const protects = 'deletionProtection' in item.parameters;
      const production = policyInput({
        items: [item],
        parameters: protects ? { deletionProtection: true } : {},
      });
      expect(engine.evaluate(production)).toEqual([]);
    },
  );

  it('denies in production what only the defaults say', () => {
    const denials = Object.fromEntries(
      offerings.map(offering => [
        offering.name,
        said(
          policyInput({
            items: [
              {
                ...example(offering),
                parameters: desiredParameters(
                  offering,
                  'create',
                  undefined,
                  {},
                ),
              },
            ],
          }),
        ),
      ]),
    );
    expect(denials).toMatchObject({
      postgresql: [
        'production-multi-az: deny',
        'production-deletion-protection: deny',
        'production-size: warn',
      ],
      redis: ['production-multi-az: deny'],
      bucket: [],
    });
  });
});
