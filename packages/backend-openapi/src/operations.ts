import {
  child,
  follow,
  isObject,
  type Located,
  type OpenApiDocument,
} from './document';
import type { Parameter } from './query';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const SEGMENT = /^(?:[A-Za-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9_]*\})$/;

export type Method = (typeof METHODS)[number];

/** One operation of the document, with references followed. */
export interface Operation {
  id: string;
  method: Method;
  /** As documented: `/bookings/{id}`. */
  path: string;
  parameters: { path: Parameter[]; query: Parameter[]; header: Parameter[] };
  body?: {
    required: boolean;
    pointer: string;
    /** `x-body-text: any`: the handler takes texts, keys and depths that are refused elsewhere. */
    anyText: boolean;
    /** `x-body-limit`, as body-parser writes it, in the place of the router's. */
    limit?: string;
  };
  /** The documented success, the lowest where there are several. */
  status: number;
}

/** All operations, literal paths before those with parameters. */
export function readOperations(document: OpenApiDocument): Operation[] {
  const paths = follow(document, { pointer: '/paths', node: document.paths });
  const operations = Object.keys(document.paths)
    .sort(bySpecificity)
    .flatMap(path => {
      assertPath(path);
      const item = child(document, paths, path)!;
      return METHODS.flatMap(method => {
        const operation = child(document, item, method);
        return operation
          ? [readOperation(document, path, method, item, operation)]
          : [];
      });
    });
  assertDistinct(operations);
  return operations;
}

function readOperation(
  document: OpenApiDocument,
  path: string,
  method: Method,
  item: Located,
  operation: Located,
): Operation {
  const node = operation.node as Record<string, unknown>;
  const id = node.operationId;
  if (typeof id !== 'string') {
    throw new Error(`${method} ${path} has no operationId`);
  }
  if (Array.isArray(node.security) && node.security.length === 0) {
    throw new Error(`${id} asks for no authentication, which is not supported`);
  }
  const body = child(document, operation, 'requestBody');
  return {
    id,
    method,
    path,
    parameters: readParameters(document, id, [item, operation]),
    body: body && {
      ...readBody(document, id, body),
      anyText: node['x-body-text'] === 'any',
      limit: readLimit(id, node['x-body-limit']),
    },
    status: successStatus(id, node.responses),
  };
}

function readParameters(
  document: OpenApiDocument,
  id: string,
  owners: Located[],
): Operation['parameters'] {
  const found = new Map<string, { where: string; parameter: Parameter }>();
  for (const owner of owners) {
    const list = child(document, owner, 'parameters');
    const count = Array.isArray(list?.node) ? list.node.length : 0;
    for (let index = 0; index < count; index += 1) {
      const at = child(document, list!, index)!;
      const node = at.node as Record<string, unknown>;
      const where = String(node.in);
      const name = String(node.name);
      const schema = child(document, at, 'schema');
      if (!schema || !['path', 'query', 'header'].includes(where)) {
        throw new Error(`${id} has a parameter ${name} that is not supported`);
      }
      const parameter = { name, required: node.required === true, schema };
      found.set(`${where} ${name}`, { where, parameter });
    }
  }
  const all = [...found.values()];
  const of = (where: string) =>
    all.filter(p => p.where === where).map(p => p.parameter);
  return { path: of('path'), query: of('query'), header: of('header') };
}

function readBody(
  document: OpenApiDocument,
  id: string,
  body: Located,
): { required: boolean; pointer: string } {
  const content = child(document, body, 'content');
  const json = content && child(document, content, 'application/json');
  if (!json || !isObject(json.node) || json.node.schema === undefined) {
    throw new Error(`${id} has a body that is not application/json`);
  }
  const { required } = body.node as { required?: unknown };
  return { required: required === true, pointer: `${json.pointer}/schema` };
}

function readLimit(id: string, limit: unknown): string | undefined {
  if (limit !== undefined && !/^\d+(kb|mb)$/.test(String(limit))) {
    throw new Error(`${id} has an x-body-limit that is not supported`);
  }
  return limit === undefined ? undefined : String(limit);
}

function successStatus(id: string, responses: unknown): number {
  const [lowest] = Object.keys(isObject(responses) ? responses : {})
    .filter(status => /^2\d\d$/.test(status))
    .map(Number)
    .sort((a, b) => a - b);
  if (lowest === undefined) {
    throw new Error(`${id} documents no success`);
  }
  return lowest;
}

function assertPath(path: string): void {
  const segments = path.split('/').slice(1);
  if (!path.startsWith('/') || !segments.every(s => SEGMENT.test(s))) {
    throw new Error(`The path ${path} is not supported`);
  }
}

function assertDistinct(operations: Operation[]): void {
  const ids = new Set<string>();
  for (const { id } of operations) {
    if (ids.has(id)) {
      throw new Error(`The operationId ${id} is used twice`);
    }
    ids.add(id);
  }
}

/** Segment by segment; a parameter comes after every literal. */
function bySpecificity(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const order =
      Number(left[i].startsWith('{')) - Number(right[i].startsWith('{'));
    if (order !== 0) {
      return order;
    }
    if (left[i] !== right[i]) {
      return left[i] < right[i] ? -1 : 1;
    }
  }
  return left.length - right.length;
}
