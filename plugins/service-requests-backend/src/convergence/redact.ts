const HIDDEN = '[hidden]';

/**
 * Providers repeat requests and connection strings in their error messages.
 * What looks like a credential is taken out, and what is left is cut.
 */
const PATTERNS: [RegExp, string][] = [
  [
    /-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE)-----[\s\S]*?(?:-----END [A-Z ]*-----|$)/g,
    HIDDEN,
  ],
  // scheme://user:password@host
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, `$1:${HIDDEN}@`],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [
    // … but the word `secret` in an ARN is part of a name.
    /((?<!\barn:[\w:./-]*)(?:pass(?:word|wd|phrase)?|secret(?:[_-]?(?:access)?[_-]?key|string)?|auth[_-]?token|session[_-]?token|security[_-]?token|token|api[_-]?key|private[_-]?key|credential|signature)["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&}\]]+)/gi,
    `$1${HIDDEN}`,
  ],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  [/\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g, HIDDEN],
];

const LONGEST = 1_000;
const LONGEST_VALUE = 16_384;

/** For people: a message without credentials, cut where it is long. */
export function redact(text: string): string {
  const hidden = hideCredentials(text.slice(0, 4 * LONGEST));
  return hidden.length > LONGEST ? `${hidden.slice(0, LONGEST)}…` : hidden;
}

/** For keeping: a value without credentials, whole unless it is enormous. */
export function redactValue(text: string): string {
  return text.length > LONGEST_VALUE
    ? `[${text.length} characters]`
    : hideCredentials(text);
}

function hideCredentials(text: string): string {
  return PATTERNS.reduce(
    (left, [pattern, instead]) => left.replace(pattern, instead),
    text,
  );
}
