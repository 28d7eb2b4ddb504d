import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { InvalidFieldsError } from './errors';
import { toFieldErrors } from './fieldErrors';
import { registerFormats } from './formats';
import { follow, isObject, type OpenApiDocument } from './document';
import type { Extent } from './hygiene';

/*
 * The whole document is given to Ajv as one schema, so that references resolve
 * as written; its own fields (openapi, paths, ...) therefore pass for keywords,
 * while any other unknown keyword in a schema fails at start.
 *
 * A body is validated by the validator that stops at the first error, in which
 * the cheap bounds (maxItems, maxLength) come before what they bound. Only a
 * body that has failed and is small is validated again for all that is wrong
 * with it: collecting every error of ten thousand entries would let one request
 * hold the process.
 */

const DOCUMENT = 'document';
const ANNOTATIONS = ['example', 'externalDocs', 'xml', 'discriminator'];
const COLLECT_VALUES = 1_000;
const COLLECT_CHARACTERS = 64_000;

/** Checks a value in place, applying defaults; throws a 400 naming the fields. */
export type Check = (value: unknown, extent?: Extent) => void;

/** Where errors are said to be: a prefix for fields, a name for the whole. */
export interface Root {
  prefix: string;
  name: string;
}

export class SchemaValidators {
  static create(document: OpenApiDocument): SchemaValidators {
    return new SchemaValidators(document);
  }

  readonly #document: OpenApiDocument;
  readonly #first: Ajv2020;
  readonly #all: Ajv2020;

  private constructor(document: OpenApiDocument) {
    this.#document = document;
    this.#first = createAjv(document, false);
    this.#all = createAjv(document, true);
  }

  /** A check against the schema at a place of the document. */
  compileAt(pointer: string, root: Root): Check {
    const schema = { $ref: refTo(pointer) };
    const first = this.#first.compile(schema);
    const all = this.#all.compile(schema);
    return (value, extent) => {
      if (first(value)) {
        return;
      }
      const small =
        extent !== undefined &&
        extent.values <= COLLECT_VALUES &&
        extent.characters <= COLLECT_CHARACTERS;
      const errors = first.errors;
      if (small && !all(value)) {
        throw this.#failure(all, root);
      }
      throw this.#failure({ errors }, root);
    };
  }

  /** Whether a value fits the schema at a place of the document. */
  compileTest(pointer: string): (value: unknown) => boolean {
    const validate = this.#first.compile({ $ref: refTo(pointer) });
    return value => validate(value);
  }

  /** A check of an object with these members, each at a place of the document. */
  compileMembers(
    members: { name: string; pointer: string; required: boolean }[],
    root: Root,
  ): Check {
    const validate = this.#all.compile({
      type: 'object',
      properties: Object.fromEntries(
        members.map(m => [m.name, { $ref: refTo(m.pointer) }]),
      ),
      required: members.filter(m => m.required).map(m => m.name),
    });
    return value => {
      if (!validate(value)) {
        throw this.#failure(validate, root);
      }
    };
  }

  #failure(
    { errors }: Pick<ValidateFunction, 'errors'>,
    root: Root,
  ): InvalidFieldsError {
    return new InvalidFieldsError(
      toFieldErrors(errors ?? [], root, schema =>
        isObject(schema)
          ? follow(this.#document, { pointer: '', node: schema }).node
          : schema,
      ),
    );
  }
}

function createAjv(document: OpenApiDocument, allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    verbose: true,
    useDefaults: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    validateFormats: true,
    addUsedSchema: false,
  });
  registerFormats(ajv);
  const fields = [...ANNOTATIONS, ...Object.keys(document)];
  ajv.addVocabulary([...new Set(fields)].filter(f => !ajv.getKeyword(f)));
  ajv.addSchema(document, DOCUMENT, undefined, false);
  return ajv;
}

function refTo(pointer: string): string {
  return `${DOCUMENT}#${pointer.split('/').map(encodeURIComponent).join('/')}`;
}
