import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { parse } from 'yaml';
import { PolicyEngine, readPolicies } from '../policies';
import { QuotaLedger, readQuotas } from '../quotas';
import { readEnvironments } from './readEnvironments';

const file = path.resolve(__dirname, '../../../../app-config.yaml');

it('is readable, and as the documentation says', () => {
  const { callboard } = parse(readFileSync(file, 'utf8'));
  const config = new ConfigReader({ callboard });
  const environments = readEnvironments(config);
  expect(
    environments.map(({ name, reviewers, autoMerge, requiresEndDate }) => [
      name,
      reviewers,
      autoMerge,
      requiresEndDate,
    ]),
  ).toEqual([
    ['dev', 1, true, true],
    ['staging', 1, false, true],
    ['production', 2, false, false],
  ]);
  const { rules } = PolicyEngine.create({ rules: readPolicies(config) });
  expect(rules.map(({ id }) => id)).toContain('production-reason');
  expect(() =>
    QuotaLedger.create({ rules: readQuotas(config), environments }),
  ).not.toThrow();
});
