import type { Translate } from '../../../hooks/useTranslation';
import type { Problems } from '@callboard/frontend-kit';
import { Parameter, readSchema } from '../schema/parameterSchema';

export type Attributes = Record<string, unknown>;

/** The attribute set, or taken away where it is empty. */
export function withAttribute(
  attributes: Attributes,
  name: string,
  value: unknown,
): Attributes {
  const { [name]: _before, ...others } = attributes;
  const isEmpty = value === undefined || value === '';
  return isEmpty ? others : { ...others, [name]: value };
}

function bounds(parameter: Parameter, size: number, t: Translate) {
  const { min, max, kind } = parameter;
  const isText = kind === 'string';
  if (min !== undefined && size < min) {
    return t(isText ? 'admin.check.tooShort' : 'admin.check.atLeast', {
      min: String(min),
    });
  }
  if (max !== undefined && size > max) {
    return t(isText ? 'admin.check.tooLong' : 'admin.check.atMost', {
      max: String(max),
    });
  }
  return undefined;
}

/** What is wrong with one value, in a sentence. */
export function checkAttribute(
  parameter: Parameter,
  value: unknown,
  t: Translate,
): string | undefined {
  if (value === undefined) {
    return parameter.required ? t('admin.check.missing') : undefined;
  }
  switch (parameter.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : t('admin.check.yesOrNo');
    case 'choice':
      return parameter.choices.includes(String(value))
        ? undefined
        : t('admin.check.choice');
    case 'string':
      return bounds(parameter, String(value).length, t);
    default:
      if (typeof value !== 'number') {
        return t('admin.check.number');
      }
      return parameter.kind === 'integer' && !Number.isInteger(value)
        ? t('admin.check.whole')
        : bounds(parameter, value, t);
  }
}

/**
 * Problems by field, `attributes/gpus`. Of a schema that rows cannot show, only
 * the server knows more than whether there is an object at all.
 */
export function checkAttributes(
  attributes: Attributes | undefined,
  schema: unknown,
  t: Translate,
): Problems {
  if (!attributes) {
    return { attributes: t('admin.schema.notJson') };
  }
  const parameters = readSchema(schema)?.parameters ?? [];
  return Object.fromEntries(
    parameters.map(parameter => [
      `attributes/${parameter.name}`,
      checkAttribute(parameter, attributes[parameter.name], t),
    ]),
  );
}
