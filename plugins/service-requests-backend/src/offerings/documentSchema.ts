/*
 * What an offering's document may hold (docs/offerings.md). The parts that are
 * programs (schemas of parameters, expressions, templates) are checked further
 * by parseOffering.
 */

const text = { type: 'string', minLength: 1, maxLength: 2000, pattern: '\\S' };
const title = { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' };
const expression = { type: 'string', minLength: 1, maxLength: 2000 };
const label = {
  type: 'string',
  maxLength: 63,
  pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
  examples: ['postgresql'],
};
const parameter = {
  type: 'string',
  maxLength: 64,
  pattern: '^[a-z][A-Za-z0-9]*$',
  examples: ['storageGib'],
};
const path = { type: 'string', minLength: 1, maxLength: 300 };

function object(
  required: string[],
  properties: Record<string, unknown>,
): Record<string, unknown> {
  return { type: 'object', additionalProperties: false, required, properties };
}

function list(items: unknown, maxItems = 100): Record<string, unknown> {
  return { type: 'array', maxItems, items };
}

const operation = object([], {
  title,
  description: text,
  parameters: { ...list(parameter), uniqueItems: true },
  ui: { type: 'object' },
});

export const documentSchema = object(
  [
    'name',
    'title',
    'category',
    'parameters',
    'operations',
    'manifests',
    'example',
  ],
  {
    name: label,
    title,
    description: text,
    category: label,
    provider: label,
    naming: object([], {
      minLength: { type: 'integer', minimum: 1, maximum: 63 },
      maxLength: { type: 'integer', minimum: 1, maximum: 63 },
      pattern: { type: 'string', maxLength: 500, format: 'regex' },
      message: text,
      reserved: list(label),
    }),
    parameters: object(['properties'], {
      properties: {
        type: 'object',
        maxProperties: 100,
        propertyNames: parameter,
        additionalProperties: { type: 'object' },
      },
      required: { ...list(parameter), uniqueItems: true },
    }),
    operations: {
      type: 'object',
      additionalProperties: false,
      required: ['create'],
      properties: {
        create: operation,
        scale: operation,
        update: operation,
        decommission: operation,
      },
    },
    rules: list(
      object(['field', 'expr', 'message'], {
        field: path,
        when: expression,
        expr: expression,
        message: text,
      }),
    ),
    risks: list(
      object(['when', 'level', 'reason'], {
        when: expression,
        level: { enum: ['brief', 'outage', 'data-loss'] },
        reason: text,
      }),
    ),
    manifests: {
      ...list(
        object(['id', 'file', 'template'], {
          id: label,
          file: title,
          format: { enum: ['kubernetes', 'tfvars.json'] },
          when: expression,
          forEach: expression,
          template: { type: 'object' },
        }),
        20,
      ),
      minItems: 1,
    },
    observed: object([], {
      endpoint: object(['manifest', 'path'], {
        manifest: label,
        path,
        port: path,
      }),
      leaves: list(
        object(['parameter', 'manifest', 'spec'], {
          parameter: path,
          manifest: label,
          spec: path,
          status: path,
        }),
      ),
    }),
    secrets: list(
      object(['kind', 'manifest', 'name'], {
        kind: { enum: ['database', 'cache', 'application', 'registry'] },
        manifest: label,
        when: expression,
        name: title,
        arn: path,
        state: path,
        rotateEveryDays: { type: 'integer', minimum: 1, maximum: 3650 },
      }),
      10,
    ),
    cost: object(['lines'], {
      lines: list(
        object(['label', 'price', 'quantity'], {
          label: title,
          when: expression,
          price: title,
          quantity: expression,
        }),
      ),
      assumptions: list(text),
      excludes: list(text),
    }),
    metrics: list(
      object(['id', 'title', 'unit'], {
        id: label,
        title,
        unit: {
          enum: ['percent', 'bytes', 'count', 'milliseconds', 'per-second'],
        },
        queries: {
          type: 'object',
          additionalProperties: { type: 'string', maxLength: 4000 },
        },
      }),
      30,
    ),
    translations: {
      type: 'object',
      maxProperties: 50,
      propertyNames: {
        type: 'string',
        pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
        examples: ['it'],
      },
      additionalProperties: {
        type: 'object',
        maxProperties: 500,
        additionalProperties: text,
      },
    },
    example: { type: 'object' },
  },
);
