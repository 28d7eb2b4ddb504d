import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A parsed OpenAPI 3.1 document, as far as the router reads it. */
export interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, unknown>>;
  [key: string]: unknown;
}

/** Reads a document from a YAML or JSON file. */
export function loadOpenApiDocument(path: string): {
  document: OpenApiDocument;
  source: string;
} {
  const source = readFileSync(path, 'utf8');
  const document = parse(source);
  assertDocument(document, path);
  return { document, source };
}

/** Fails where the value is not an OpenAPI 3.1 document with paths. */
export function assertDocument(
  value: unknown,
  name: string,
): asserts value is OpenApiDocument {
  const document = value as Partial<OpenApiDocument> | null;
  if (
    !/^3\.1\./.test(String(document?.openapi)) ||
    !isObject(document?.paths)
  ) {
    throw new Error(`${name} is not an OpenAPI 3.1 document with paths`);
  }
}

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A place in the document: its JSON pointer and what is there. */
export interface Located {
  pointer: string;
  node: unknown;
}

const MAX_REFS = 20;

/** A child of a place, following references (only ones into the document). */
export function child(
  document: OpenApiDocument,
  parent: Located,
  key: string | number,
): Located | undefined {
  const holder = parent.node as Record<string | number, unknown> | undefined;
  const node = holder?.[key];
  if (node === undefined) {
    return undefined;
  }
  const token = String(key).replace(/~/g, '~0').replace(/\//g, '~1');
  return follow(document, { pointer: `${parent.pointer}/${token}`, node });
}

export function follow(document: OpenApiDocument, from: Located): Located {
  let at = from;
  for (let hops = 0; hops < MAX_REFS; hops += 1) {
    const ref = isObject(at.node) ? at.node.$ref : undefined;
    if (typeof ref !== 'string') {
      return at;
    }
    at = lookUp(document, ref);
  }
  throw new Error(`References go round in circles at ${from.pointer}`);
}

function lookUp(document: OpenApiDocument, ref: string): Located {
  if (!ref.startsWith('#/')) {
    throw new Error(`The reference ${ref} leaves the OpenAPI document`);
  }
  let node: unknown = document;
  for (const token of ref.slice(2).split('/')) {
    const key = decodeURIComponent(token)
      .replace(/~1/g, '/')
      .replace(/~0/g, '~');
    node =
      isObject(node) || Array.isArray(node) ? (node as Json)[key] : undefined;
  }
  if (node === undefined) {
    throw new Error(`The reference ${ref} leads nowhere`);
  }
  return { pointer: decodeURIComponent(ref.slice(1)), node };
}
