/** The `If-Match` value for an object of this version. */
export function ifMatch(object: { version: number }): string {
  return `"${object.version}"`;
}
