const NAME = /^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/;

/** A name proposed from a title: lower case, words joined by hyphens. */
export function slug(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase('en')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}

export function isName(name: string): boolean {
  return name.length <= 63 && NAME.test(name);
}
