import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import {
  renderContext,
  shippedOfferings,
} from '../offerings/__testUtils__/shipped';
import { checkParameters } from '../offerings/checkParameters';
import { desiredParameters } from '../offerings/desiredParameters';
import { parseOffering } from '../offerings/parseOffering';
import type { RenderContext } from '../offerings/types';
import { renderService } from './renderService';

/*
 * Names and values that want to be something else: either they are refused by
 * field, or exactly the expected files and documents come of them.
 */

const HOSTILE = [
  '../../main',
  '..',
  '.git/config',
  'a/b',
  'a\\b',
  'a: b\n---\nkind: ClusterRole',
  '!!js/function "function(){}"',
  '!!python/object:os.system',
  '&anchor x',
  '*anchor',
  '<<: *x',
  'a\r\nb',
  'a\u0085b',
  'a\u2028b',
  '\ufefforders',
  'ord\u200bers',
  '\u202esredro',
  'оrders',
  'ｏrders',
  'ordеrs',
  '--upload-pack=touch /tmp/x',
  '-orders',
  'ORDERS',
  'orders\0',
  '${{ name }}',
  '${HOME}',
  '$(id)',
  '`id`',
  '__proto__',
  'constructor',
  '',
  ' orders',
  'orders ',
  'o'.repeat(64),
  'null',
  'true',
];

const offerings = shippedOfferings();
const { postgresql } = offerings;

function fieldsFor(parameters: Record<string, unknown>) {
  return checkParameters(postgresql, 'create', {
    ...postgresql.example,
    ...parameters,
  }).map(({ field }) => field);
}

describe('a name', () => {
  // These two are harmless: a file name is none, and what is written is quoted.
  const harmless = ['null', 'true', 'constructor'];

  it.each(Object.keys(offerings).sort())('of %s is a name or refused', name => {
    const offering = offerings[name];
    for (const hostile of HOSTILE) {
      const errors = checkParameters(offering, 'create', {
        ...offering.example,
        name: hostile,
      });
      expect([hostile, errors.map(({ field }) => field)]).toEqual([
        hostile,
        harmless.includes(hostile) ? [] : ['name'],
      ]);
    }
  });

  it('that nobody checked is refused when a service is rendered', () => {
    const desired = desiredParameters(
      postgresql,
      'create',
      undefined,
      postgresql.example,
    );
    for (const name of HOSTILE.filter(one => !harmless.includes(one))) {
      expect(() =>
        renderService(postgresql, desired, renderContext({ name })),
      ).toThrow('name must have');
    }
  });

  it.each(harmless)('like %s stays text in every document', name => {
    const desired = desiredParameters(
      postgresql,
      'create',
      undefined,
      postgresql.example,
    );
    const [file, ...others] = renderService(
      postgresql,
      desired,
      renderContext({ name }),
    );
    expect(others).toEqual([]);
    expect(file.path).toBe('instance.yaml');
    for (const version of ['1.1', '1.2'] as const) {
      const [document] = parseAllDocuments(file.content, { version });
      expect(document.toJS()).toMatchObject({
        metadata: { name },
        spec: { forProvider: { identifier: name } },
      });
    }
  });
});

const isWord = ({ serviceId, requestId, owner, costCentre }: RenderContext) =>
  [serviceId, requestId].every(id => /^[0-9a-f-]{36}$/.test(id)) &&
  !/\s/.test(owner) &&
  !costCentre?.includes('\0');

it('lets no other part of the context through either', () => {
  const desired = desiredParameters(
    postgresql,
    'create',
    undefined,
    postgresql.example,
  );
  const changes: ((hostile: string) => Partial<RenderContext>)[] = [
    region => ({ region }),
    namespace => ({ namespace }),
    name => ({ environment: { name, production: false } }),
    serviceId => ({ serviceId }),
    requestId => ({ requestId }),
    owner => ({ owner: `group:default/${owner}\n` }),
    costCentre => ({ costCentre: `${costCentre}\u0000` }),
  ];
  for (const hostile of HOSTILE.filter(one => one.length > 0)) {
    for (const change of changes) {
      const context = renderContext(change(hostile));
      // Either a word like any other, or refused with a 400.
      const render = () => {
        try {
          return renderService(postgresql, desired, context).map(
            ({ path }) => path,
          );
        } catch (error) {
          return (error as Error).name;
        }
      };
      expect(render()).toEqual(
        /^[a-z]{1,63}$/.test(hostile) && isWord(context)
          ? ['instance.yaml']
          : 'InputError',
      );
    }
  }
});

it.each([
  'databaseName',
  'masterUsername',
  'maintenanceWindow',
  'engineVersion',
])('a hostile %s is a field error', field => {
  for (const hostile of HOSTILE.filter(one => !/^[a-z]+$/.test(one))) {
    expect([hostile, fieldsFor({ [field]: hostile })]).toEqual([
      hostile,
      [field],
    ]);
  }
});

it('a parameter that nobody asked for is a field error', () => {
  expect(fieldsFor({ kind: 'ClusterRole' })).toEqual(['kind']);
  expect(fieldsFor(JSON.parse('{"__proto__": {"x": 1}}'))).toEqual([
    '__proto__',
  ]);
  expect(fieldsFor({ 'a\n---\nb': 1 })).toEqual(['a?---?b']);
});

/** An offering that takes any text, as an admin might write one. */
const anyText = parseOffering(
  {
    name: 'note',
    title: 'Note',
    category: 'other',
    parameters: {
      required: ['text'],
      properties: {
        text: { type: 'string', title: 'Text', maxLength: 2000 },
        lines: {
          type: 'string',
          title: 'Lines',
          maxLength: 2000,
          contentMediaType: 'text/plain',
        },
      },
    },
    operations: { create: {} },
    manifests: [
      {
        id: 'note',
        file: 'note.yaml',
        template: {
          apiVersion: 'example.org/v1',
          kind: 'Note',
          spec: {
            text: '${{ parameters.text }}',
            said: '“${{ parameters.text }}”',
            lines: '${{ parameters.?lines }}',
          },
        },
      },
    ],
    example: { name: 'first', text: 'Hello' },
  },
  1,
);

it('any text that is taken is one scalar in one document, for every reader', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...HOSTILE),
    fc.constantFrom(
      'on',
      'yes',
      '0o17',
      '017',
      '1:30',
      '1e3',
      '~',
      '.inf',
      '2026-01-01',
      '=',
      '<<',
    ),
  );
  fc.assert(
    fc.property(text, text, (value, lines) => {
      const parameters = { name: 'first', text: value, lines };
      if (checkParameters(anyText, 'create', parameters).length > 0) {
        return;
      }
      const files = renderService(
        anyText,
        desiredParameters(anyText, 'create', undefined, parameters),
        renderContext({ name: 'first' }),
      );
      expect(files.map(({ path }) => path)).toEqual(['note.yaml']);
      expect(files[0].content.endsWith('\n')).toBe(true);
      expect(files[0].content).not.toMatch(/\r/);
      for (const version of ['1.1', '1.2'] as const) {
        const documents = parseAllDocuments(files[0].content, { version });
        expect(documents).toHaveLength(1);
        expect(documents[0].toJS()).toMatchObject({
          kind: 'Note',
          spec: { text: value, said: `“${value}”`, lines },
        });
      }
    }),
    { numRuns: 500 },
  );
});

it('refuses what cannot be seen in a text of one line', () => {
  for (const text of [
    'a\nb',
    'a\r\nb',
    'a\u0085b',
    'a\u2028b',
    'a\u202eb',
    'a\ud800',
  ]) {
    expect(checkParameters(anyText, 'create', { name: 'first', text })).toEqual(
      [expect.objectContaining({ field: 'text' })],
    );
  }
  expect(
    checkParameters(anyText, 'create', {
      name: 'first',
      text: 'a',
      lines: 'one\n\ttwo',
    }),
  ).toEqual([]);
});
