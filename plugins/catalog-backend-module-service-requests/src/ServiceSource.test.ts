import { mockServices } from '@backstage/backend-test-utils';
import { serviceOf } from './__testUtils__';
import { HttpServiceSource } from './ServiceSource';

function setup(answer: (url: URL) => Response) {
  const asked: Request[] = [];
  const source = HttpServiceSource.create({
    auth: mockServices.auth({ pluginId: 'catalog' }),
    discovery: mockServices.discovery(),
    fetch: async input => {
      const request = input as Request;
      asked.push(request);
      return answer(new URL(request.url));
    },
  });
  return { asked, source };
}

describe('HttpServiceSource', () => {
  it('reads every page, signed in', async () => {
    const { asked, source } = setup(url =>
      Response.json(
        url.searchParams.has('cursor')
          ? { items: [serviceOf('b')] }
          : { items: [serviceOf('a')], nextCursor: 'more' },
      ),
    );
    expect((await source.list()).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(asked).toHaveLength(2);
    for (const { headers } of asked) {
      expect(headers.get('authorization')).toMatch(/^Bearer ./);
    }
  });

  it('knows a service that does not exist from one that could not be read', async () => {
    const error = { error: { name: 'NotFoundError', message: 'No' } };
    const { source } = setup(url =>
      url.pathname.endsWith('/gone')
        ? Response.json(error, { status: 404 })
        : Response.json(error, { status: 503 }),
    );
    expect(await source.get('gone')).toBeUndefined();
    await expect(source.get('other')).rejects.toMatchObject({ status: 503 });
  });
});
