const REDACTED = '[redacted]';
const MAX_TEXT = 2_000;
const MAX_ITEMS = 100;
const MAX_DEPTH = 8;

const SECRET_NAME =
  /secret|token|passw(or)?d|passphrase|credential|authorization|cookie|signature|private.?key|api.?key|access.?key/i;
const NAME_OF_SECRET = /(id|ids|title|kind|type|at|until)$/i;

const SECRETS: RegExp[] = [
  // A JSON Web Token.
  /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g,
  /\bwhsec_[\w+/=-]+/g,
  /\b(?:gh[pousr]|github_pat|glpat|xox[abprs]|sk|npm)[_-][\w-]{16,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/gi,
  // User and password in a URL.
  /(?<=\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g,
];

/**
 * A copy without what looks like a secret, by the name of its field or by its
 * own look, and cut to a size that can be kept. The audit log is read by people
 * who must not be able to sign in as those whom they read about.
 */
export function redact<T>(value: T, depth = 0): T {
  return redactAny(value, depth) as T;
}

function redactAny(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return redactText(value);
  }
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'bigint' ? String(value) : value;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (depth >= MAX_DEPTH) {
    return '[…]';
  }
  if (Array.isArray(value)) {
    const items = value
      .slice(0, MAX_ITEMS)
      .map(item => redactAny(item, depth + 1));
    const more = value.length - items.length;
    return more > 0 ? [...items, `… and ${more} more`] : items;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .slice(0, MAX_ITEMS)
      .map(([name, content]) => [
        name,
        isSecret(name, content) ? REDACTED : redactAny(content, depth + 1),
      ]),
  );
}

/** A number or a flag about a secret is none, and its id is not it. */
function isSecret(name: string, content: unknown): boolean {
  const tells = typeof content === 'string' || typeof content === 'object';
  return (
    tells &&
    content !== null &&
    SECRET_NAME.test(name) &&
    !NAME_OF_SECRET.test(name)
  );
}

function redactText(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return SECRETS.reduce(
    (rest, pattern) => rest.replace(pattern, REDACTED),
    cut,
  ).toWellFormed();
}

const SEGMENT = /^[\w~+=.-]{24,}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HAS_DIGIT = /\d/;

/**
 * The path of a URL, without its query, and without what may be a token in it:
 * a long segment with digits that is not an id.
 */
export function redactPath(url: string): string {
  const [path] = url.split(/[?#]/, 1);
  return path
    .split('/')
    .map(segment =>
      SEGMENT.test(segment) && HAS_DIGIT.test(segment) && !UUID.test(segment)
        ? REDACTED
        : redactText(segment),
    )
    .join('/');
}
