import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readStarterPolicies } from './readPolicies';

it('describes every rule of the starter set, and how severe it is', () => {
  const page = readFileSync(
    path.resolve(__dirname, '../../../../docs/service-policies.md'),
    'utf8',
  );
  const rows = page.split('\n').filter(line => /^\| `/.test(line));
  for (const { id, severity } of readStarterPolicies()) {
    const [row] = rows.filter(line => line.includes(`\`${id}\``));
    expect(row).toMatch(new RegExp(`\\| ${severity} +\\|$`));
  }
});
