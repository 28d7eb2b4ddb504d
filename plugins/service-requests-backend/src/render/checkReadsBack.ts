import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isAlias,
  isScalar,
  parseAllDocuments,
  visit,
} from 'yaml';

/**
 * Reads a manifest as YAML 1.1 (Kubernetes, Argo CD) and as YAML 1.2 before it
 * is handed out: one document, no anchor, alias or tag, and the values that were
 * meant, with either.
 *
 * @throws Error where it would be read as anything else
 */
export function checkReadsBack(text: string, meant: unknown): void {
  for (const version of ['1.1', '1.2'] as const) {
    const documents = parseAllDocuments(text, { version, merge: false });
    const [document] = documents;
    if (
      documents.length !== 1 ||
      document.errors.length > 0 ||
      hasMarks(document as Document) ||
      !isDeepStrictEqual(plain(document.toJS()), plain(meant))
    ) {
      throw new Error('A manifest would not be read as it was meant');
    }
  }
}

function hasMarks(document: Document): boolean {
  let found = false;
  visit(document, {
    Node(_, node) {
      found ||=
        isAlias(node) ||
        (isScalar(node) && node.anchor !== undefined) ||
        (node.tag?.startsWith('!') ?? false);
    },
  });
  return found;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
