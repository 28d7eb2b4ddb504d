/**
 * An endpoint (`host:port`, or an address with a scheme) as everybody may see it
 * who may see the service: without user, password, query and fragment, since
 * each of them may carry a secret. An `@` always ends a password, also where
 * somebody forgot to escape what is in front of it.
 */
export function withoutCredentials(endpoint: string): string {
  const [, scheme = '', rest] =
    /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(endpoint.trim()) ?? [];
  const address = rest.slice(rest.lastIndexOf('@') + 1);
  return scheme + address.split(/[?#]/, 1)[0];
}
