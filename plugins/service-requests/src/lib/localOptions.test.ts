import { someOptions } from '../__testUtils__/examples';
import { localOptions } from './localOptions';

it('names environments and regions as the configuration says', () => {
  const options = someOptions({
    translations: { it: { Production: 'Produzione', Ireland: 'Irlanda' } },
  });
  const [staging, production] = localOptions(options, 'it').environments;
  expect(staging).toMatchObject({
    title: 'Staging',
    regions: [{ name: 'eu-west-1', title: 'Irlanda' }],
  });
  expect(production).toMatchObject({ name: 'production', title: 'Produzione' });
  expect(localOptions(options, 'de').environments[1].title).toBe('Production');
});
