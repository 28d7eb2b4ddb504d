import { parameterDefaults, parameterFields } from './parameterSchema';

const schema = {
  type: 'object',
  required: ['gpus'],
  properties: {
    gpus: {
      type: 'integer',
      title: 'GPUs',
      minimum: 1,
      maximum: 8,
      default: 4,
    },
    image: { type: 'string', enum: ['cuda', 'rocm'] },
    note: { type: 'string', maxLength: 80 },
    exclusive: { type: 'boolean' },
    mounts: { type: 'array' },
  },
};

describe('parameters of a type', () => {
  it('become a field each', () => {
    expect(parameterFields(schema)).toEqual([
      {
        name: 'gpus',
        title: 'GPUs',
        required: true,
        kind: 'number',
        integer: true,
        minimum: 1,
        maximum: 8,
      },
      {
        name: 'image',
        title: 'image',
        required: false,
        kind: 'choice',
        options: ['cuda', 'rocm'],
      },
      {
        name: 'note',
        title: 'note',
        required: false,
        kind: 'text',
        maxLength: 80,
      },
      {
        name: 'exclusive',
        title: 'exclusive',
        required: false,
        kind: 'boolean',
      },
      { name: 'mounts', title: 'mounts', required: false, kind: 'json' },
    ]);
  });

  it('bring their defaults', () => {
    expect(parameterDefaults(schema)).toEqual({ gpus: 4 });
  });

  it('are none for a schema that says nothing', () => {
    expect(parameterFields({})).toEqual([]);
    expect(parameterFields(undefined)).toEqual([]);
  });
});
