import { parseDocument, stringify } from 'yaml';

/** What is wrong with a typed document, and in which line. */
export class DocumentSyntaxError extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.name = 'DocumentSyntaxError';
    this.line = line;
  }
}

export type OfferingDocument = Record<string, unknown>;

export function writeDocument(document: OfferingDocument): string {
  return stringify(document, { lineWidth: 100 });
}

/**
 * A document from YAML, or JSON, which is YAML too. Aliases are few, so that a
 * small text cannot become a huge document.
 */
export function readDocument(text: string): OfferingDocument {
  const parsed = parseDocument(text, { prettyErrors: true });
  const [error] = parsed.errors;
  if (error) {
    // The first line is the reason, below it stands the place once more.
    const [reason] = error.message.split(/ at line \d+|\n/, 1);
    throw new DocumentSyntaxError(reason, error.linePos?.[0].line);
  }
  const value: unknown = parsed.toJS({ maxAliasCount: 20 });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DocumentSyntaxError('');
  }
  return value as OfferingDocument;
}

/** A document to begin with: another one under a name that is still to be given. */
export function copyOf(document: OfferingDocument): OfferingDocument {
  const { name, title, ...rest } = document;
  return {
    name: `${String(name ?? 'offering')}-copy`,
    title: `${String(title ?? name ?? '')} (copy)`.trim(),
    ...rest,
  };
}
