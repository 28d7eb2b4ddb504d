import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { createBodyChecker } from '@callboard/backend-openapi';
import { z } from 'zod/v3';
import { registerChange } from './registerChange';
import { registerList } from './registerList';

const checkBody = createBodyChecker({
  openapi: '3.1.0',
  paths: {},
  components: {
    schemas: {
      Colour: { type: 'string', pattern: '^[a-z]+$' },
      Paint: {
        type: 'object',
        additionalProperties: false,
        properties: { reason: { type: 'string', maxLength: 5 } },
      },
    },
  },
});
const credentials = mockCredentials.user('user:default/painter');

type Options = Parameters<ActionsRegistryService['register']>[0];

/** What is registered, called as the registry does. */
function offered(register: (registry: ActionsRegistryService) => void) {
  const all: Options[] = [];
  register({
    register: options => all.push(options as unknown as Options),
  } as ActionsRegistryService);
  const [{ schema, action, attributes }] = all;
  return {
    attributes,
    takes: (input: object) => schema.input(z).safeParse(input).success,
    call: async (given: object) => {
      const input = schema.input(z).parse(given);
      const context = { input, credentials } as Parameters<typeof action>[0];
      const { output } = (await action(context)) as { output: object };
      return schema.output(z).parse(output);
    },
  };
}

describe('an action that lists', () => {
  const authorize = jest.fn();
  const list = jest.fn();
  const action = offered(registry =>
    registerList(registry, checkBody, {
      name: 'list-walls',
      title: 'List walls',
      description: 'Lists walls.',
      filters: zod => ({
        q: zod.string().optional(),
        colours: zod.array(zod.string()).optional(),
      }),
      checks: { colours: 'Colour' },
      items: 'walls',
      item: zod => zod.object({ name: zod.string() }),
      authorize,
      list: async (query): Promise<{ items: number[]; nextCursor?: string }> =>
        list(query),
      describe: number => ({ name: `wall ${number}`, hidden: true }),
    }),
  );

  beforeEach(() => {
    authorize.mockReset();
    list.mockReset().mockResolvedValue({ items: [1, 2], nextCursor: 'more' });
  });

  it('gives a page of what it found, and no more of it than it says', async () => {
    expect(action.attributes).toEqual({
      ...{ readOnly: true, destructive: false, idempotent: true },
    });
    expect(await action.call({ colours: ['red'], cursor: 'here' })).toEqual({
      walls: [{ name: 'wall 1' }, { name: 'wall 2' }],
      nextCursor: 'more',
    });
    expect(list).toHaveBeenCalledWith({
      ...{ colours: ['red'], cursor: 'here', limit: 50 },
    });
    await action.call({ limit: 7 });
    expect(list).toHaveBeenLastCalledWith({ limit: 7 });
  });

  it.each<[string, object, string]>([
    ['a filter', { colours: ['red', 'RED'] }, 'colours must match'],
    ['a text that cannot be stored', { q: 'a\0' }, 'q must not contain'],
  ])('refuses %s, naming it', async (_, input, message) => {
    await expect(action.call(input)).rejects.toThrow(message);
    expect(list).not.toHaveBeenCalled();
  });

  it('says first that the caller may not', async () => {
    authorize.mockRejectedValue(new NotAllowedError('not for you'));
    await expect(action.call({ colours: ['RED'] })).rejects.toThrow('for you');
  });

  it('takes nothing else', () => {
    expect(action.takes({ colour: 'red' })).toBe(false);
    expect(action.takes({ limit: 501 })).toBe(false);
  });
});

describe('an action that changes one thing', () => {
  const id = '5f0e6a1c-0f4e-4f1b-9b43-0d6a3c1f2e11';
  const authorize = jest.fn();
  const act = jest.fn();
  const action = offered(registry =>
    registerChange(registry, checkBody, {
      name: 'paint-wall',
      title: 'Paint a wall',
      description: 'Paints a wall.',
      destructive: true,
      idempotent: false,
      id: 'Id of the wall',
      body: {
        fields: zod => ({ reason: zod.string().optional() }),
        schema: 'Paint',
      },
      output: zod => zod.object({ wall: zod.string() }),
      authorize,
      act: async (...given) => ({ wall: act(...given) }),
    }),
  );

  beforeEach(() => {
    authorize.mockReset();
    act.mockReset().mockReturnValue('blue');
  });

  it('knows the thing by its id in either case, and a retry by its key', async () => {
    expect(action.attributes).toEqual({
      ...{ readOnly: false, destructive: true, idempotent: false },
    });
    const input = { id: id.toUpperCase(), reason: 'old', idempotencyKey: 'k' };
    expect(await action.call(input)).toEqual({ wall: 'blue' });
    await action.call({ id, reason: 'old', idempotencyKey: 'k' });
    await action.call({ id, idempotencyKey: 'k' });
    const [first, again, other] = act.mock.calls;
    expect(first.slice(0, 2)).toEqual([id, { reason: 'old' }]);
    expect(first[2]).toMatchObject({ actor: 'user:default/painter' });
    expect(first[2].idempotency).toMatchObject({ route: 'action:paint-wall' });
    expect(again[2].idempotency).toEqual(first[2].idempotency);
    expect(other[2].idempotency).not.toEqual(first[2].idempotency);
  });

  it('says first that the caller may not, then what is wrong', async () => {
    const input = { id, reason: 'far too long' };
    authorize.mockRejectedValueOnce(new NotAllowedError('not for you'));
    await expect(action.call(input)).rejects.toThrow('for you');
    await expect(action.call(input)).rejects.toThrow('reason must');
    expect(authorize).toHaveBeenLastCalledWith(id, credentials);
    expect(act).not.toHaveBeenCalled();
  });
});
