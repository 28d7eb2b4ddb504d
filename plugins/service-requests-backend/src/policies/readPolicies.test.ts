import { ConfigReader } from '@backstage/config';
import { PolicyEngine } from './PolicyEngine';
import { readPolicies, readStarterPolicies } from './readPolicies';

const read = (policies?: object) =>
  readPolicies(
    new ConfigReader({
      callboard: { serviceRequests: { ...(policies && { policies }) } },
    } as never),
  );
const own = { id: 'own', expr: 'true', message: 'No.' };
const starter = readStarterPolicies().map(({ id }) => id);

it('reads the starter set where nothing is said', () => {
  expect(read()).toEqual(readStarterPolicies());
  expect(readPolicies(new ConfigReader({}))).toEqual(readStarterPolicies());
});

it('adds, replaces and switches off by id', () => {
  const naming = { ...own, id: 'naming', severity: 'warn' };
  const rules = read({
    rules: [own, naming, { id: 'encrypted', enabled: false }],
  });
  expect(rules.map(({ id }) => id)).toEqual([
    ...starter.filter(id => id !== 'encrypted'),
    'own',
  ]);
  expect(rules.find(({ id }) => id === 'naming')).toEqual(naming);
  expect(rules.at(-1)).toEqual({ ...own, severity: 'deny' });
});

it('does without the starter set where that is said', () => {
  expect(read({ starter: false })).toEqual([]);
  expect(read({ starter: false, rules: [own] })).toHaveLength(1);
});

it.each<[object, string]>([
  [{ rules: 'all' }, 'policies.rules must be a list'],
  [{ rules: [{ id: 'own' }] }, "rules[0] ('own'): expr"],
  [{ rules: [null] }, 'rules[0]'],
  [{ rules: [{ id: 'own', expr: 'true' }] }, 'write ${{ … }} for what is CEL'],
  [{ rules: [{ ...own, id: 'No Word' }] }, 'must be words in kebab case'],
  [{ rules: [{ ...own, severity: 'fatal' }] }, "rules[0] ('own'): severity"],
  [{ rules: [{ ...own, field: 'multiAz' }] }, 'must be a JSON pointer'],
  [{ rules: [{ ...own, deny: true }] }, "rules[0] ('own')"],
  [{ rules: [{ ...own, enabled: false }] }, "rules[0] ('own')"],
  [
    { rules: [{ ...own, translations: { italiano: { message: 'No.' } } }] },
    "rules[0] ('own'): translations",
  ],
  [
    {
      rules: [
        { ...own, passes: 'Yes.', translations: { it: { message: 'No.' } } },
      ],
    },
    'translations.it.passes: must be there',
  ],
  [{ rules: [own, own] }, "rules[1]: there is another rule 'own'"],
  [
    { rules: [{ id: 'nope', enabled: false }] },
    "rules[0]: there is no rule 'nope' to switch off",
  ],
])('refuses %j', (policies, message) => {
  expect(() => read(policies)).toThrow(message);
});

it('refuses a rule that cannot be read when the portal starts', () => {
  expect(() =>
    PolicyEngine.create({ rules: read({ rules: [{ ...own, expr: 'a b' }] }) }),
  ).toThrow("Policy 'own': expr cannot be read");
});
