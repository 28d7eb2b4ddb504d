export const REDACTED = '•••';

const NAMED_CREDENTIAL =
  /auth|token|secret|passw|passphrase|credential|api-?key|access-?key|private-?key|signature|session|cookie|jwt|(^|-)key$|(^|-)(sid|pin|otp)$/i;

const LOOKS_LIKE_CREDENTIAL = [
  /^(basic|bearer|digest|negotiate|token|apikey|aws4-\S+|ssws)\s+\S/i,
  /\beyJ[\w-]+\.[\w-]+\./,
  /(^|[^a-z0-9])(whsec_|gh[opusr]_|github_pat_|glpat-|xox[a-z]-|sk_|sk-|rk_|pk_|hvs\.|akia|npm_|pypi-)/i,
  /:\/\/[^/\s]*:[^/\s]*@/,
  // An opaque word of 20 characters or more that mixes letters and digits.
  /(?=[\w+/=~.-]*\d)(?=[\w+/=~.-]*[a-z])[\w+/=~.-]{20,}/i,
];

/**
 * Headers as they may be shown and stored: a value that is or may be a
 * credential is `•••`. The rule:
 *
 * 1. By name, of any header: signatures, authorization and cookies, and every
 *    name that says auth, token, secret, password, credential, key, session,
 *    JWT or the like.
 * 2. By value, of the custom headers of the endpoint (`custom`) only, whatever
 *    they are called: an authentication scheme (`Bearer …`), a JWT, a known
 *    token prefix, a URL with a password, or an opaque word of 20 characters or
 *    more with letters and digits in it. What is shown of custom headers is
 *    thus short or plain, such as `X-Environment: staging`.
 *
 * Requests and responses are treated alike.
 */
export function redactHeaders(
  headers: Record<string, string>,
  custom: Record<string, string> = {},
): Record<string, string> {
  const customNames = new Set(Object.keys(custom).map(n => n.toLowerCase()));
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const hidden =
        NAMED_CREDENTIAL.test(name) ||
        (customNames.has(name.toLowerCase()) && looksLikeCredential(value));
      return [name, hidden ? REDACTED : value];
    }),
  );
}

/** The values among an endpoint's custom headers that `redactHeaders` hides. */
export function credentialValues(custom: Record<string, string>): string[] {
  const shown = redactHeaders(custom, custom);
  return Object.keys(custom)
    .filter(name => shown[name] === REDACTED)
    .map(name => custom[name]);
}

/**
 * Text from a receiver without the secrets we know: some receivers answer with
 * what they were sent. Values of fewer than 6 characters are left alone, they
 * would hide ordinary words. `Bearer abc…` hides `abc…` too.
 */
export function redactText(text: string, secrets: string[]): string {
  return secrets
    .flatMap(secret => [secret, ...secret.split(/\s+/)])
    .filter(secret => secret.length >= 6)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
}

function looksLikeCredential(value: string): boolean {
  return LOOKS_LIKE_CREDENTIAL.some(pattern => pattern.test(value));
}
