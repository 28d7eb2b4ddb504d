import type { ResourceType } from '@callboard/backstage-plugin-reservations-common';
import { attributeFacts, factText } from './attributeFacts';

const type = {
  attributesSchema: {
    type: 'object',
    properties: {
      gpus: { type: 'integer', title: 'GPUs' },
      memory: { type: 'string' },
      nvlink: { type: 'boolean' },
    },
  },
} as unknown as ResourceType;

test('facts are labelled and ordered by the type, strangers last', () => {
  expect(
    attributeFacts(
      { attributes: { rack: 'B4', memory: '1 TB', gpus: 8 } },
      type,
    ),
  ).toEqual([
    { name: 'gpus', label: 'GPUs', value: 8 },
    { name: 'memory', label: 'memory', value: '1 TB' },
    { name: 'rack', label: 'rack', value: 'B4' },
  ]);
});

test('facts are shown without a type too', () => {
  expect(attributeFacts({ attributes: { gpus: 8 } }, undefined)).toEqual([
    { name: 'gpus', label: 'gpus', value: 8 },
  ]);
});

test.each([
  [8, '8'],
  ['x', 'x'],
  [['a', 'b'], 'a, b'],
  [{ a: 1 }, '{"a":1}'],
  [true, undefined],
])('%j reads %j', (value, text) => {
  expect(factText(value)).toBe(text);
});
