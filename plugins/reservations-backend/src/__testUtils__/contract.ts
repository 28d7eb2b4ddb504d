import { loadOpenApiDocument } from '@callboard/backend-openapi';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** A schema, or another part of the document. */
export type Node = Record<string, any>;

export const { document } = loadOpenApiDocument(
  require.resolve('@callboard/backstage-plugin-reservations-common/openapi.yaml'),
);

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** An operation of the document, with its references followed. */
export interface DocumentedOperation {
  id: string;
  method: string;
  path: string;
  parameters: { name: string; in: string; required?: boolean; schema: Node }[];
  body?: Node;
  /** How much of a body it reads, in MB. */
  bodyLimit: number;
  responses: Node;
}

/** The schema, parameter or response that a node stands for. */
export function resolve(node: Node): Node {
  if (node.$ref === undefined) {
    return node;
  }
  const { $ref, ...beside } = node;
  const target = ($ref as string)
    .slice(2)
    .split('/')
    .reduce<Node>((at, key) => at[key], document as Node);
  return { ...resolve(target), ...beside };
}

export const operations: DocumentedOperation[] = Object.entries(
  document.paths as Node,
).flatMap(([path, item]) =>
  METHODS.filter(method => item[method]).map(method => {
    const operation = item[method];
    const body = operation.requestBody?.content['application/json'].schema;
    return {
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])]
        .map(resolve)
        .map(one => ({ ...one, schema: resolve(one.schema) })) as never,
      body: body && resolve(body),
      bodyLimit: parseInt(operation['x-body-limit'] ?? '2mb', 10),
      responses: operation.responses,
    };
  }),
);

/** The operation that answers there; undefined where nothing does. */
function operationAt(
  method: string,
  path: string,
): DocumentedOperation | undefined {
  return operations
    .filter(one => one.method === method)
    .sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))
    .find(({ path: template }) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
}

/*
 * Answers may grow, so the document does not forbid further fields. Here it
 * does: what is answered and not documented is a leak or a gap.
 */
function forbidUndocumented(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(forbidUndocumented);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const strict: Node = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      forbidUndocumented(value),
    ]),
  );
  return strict.type === 'object' && strict.properties
    ? { additionalProperties: false, ...strict }
    : strict;
}

const ajv = addFormats(new Ajv2020({ strict: false }));
ajv.addSchema(
  { components: forbidUndocumented(document.components) as Node },
  'document',
);
const validators = new Map<string, ValidateFunction>();

function validatorOf(ref: string): ValidateFunction {
  const known = validators.get(ref);
  const validate = known ?? ajv.compile({ $ref: `document${ref}` });
  validators.set(ref, validate);
  return validate;
}

/** Throws unless this answer is one that the document promises. */
export function checkAnswer(
  request: { method: string; path: string },
  answer: { status: number; text: string; headers: Headers },
): void {
  const { method, path } = request;
  const [pathname] = path.split('?');
  const operation = operationAt(method, pathname);
  const failed = answer.status >= 400;
  const response = operation
    ? (operation.responses[answer.status] ??
      (failed ? operation.responses.default : undefined))
    : document.components && { $ref: '#/components/responses/Error' };
  const what = `${method} ${pathname.slice(0, 100)} → ${answer.status}`;
  if (!response) {
    throw new Error(`${what} is not documented`);
  }
  const { content, headers } = resolve(response as Node);
  if (headers?.ETag && !/^"\d+"$/.test(answer.headers.get('etag') ?? '')) {
    throw new Error(`${what} has no ETag`);
  }
  if (!content) {
    if (answer.text !== '') {
      throw new Error(`${what} should have no body: ${answer.text}`);
    }
    return;
  }
  const validate = validatorOf(content['application/json'].schema.$ref);
  if (!validate(JSON.parse(answer.text))) {
    throw new Error(
      `${what} is not as documented: ${ajv.errorsText(validate.errors)} in ${answer.text.slice(0, 2000)}`,
    );
  }
}
