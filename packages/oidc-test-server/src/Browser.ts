/**
 * As much of a browser as a sign-in needs: it keeps cookies by host and path,
 * and shows every redirect instead of following it.
 */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  static create(): Browser {
    return new Browser();
  }

  async request(
    url: string,
    init: { method?: string; body?: URLSearchParams; headers?: object } = {},
  ): Promise<Response> {
    const target = new URL(url);
    const response = await fetch(target, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie: this.#cookiesFor(target) },
    });
    for (const cookie of response.headers.getSetCookie()) {
      this.#keep(target, cookie);
    }
    return response;
  }

  /** Follows redirects until one leads to an address that `stop` knows. */
  async follow(
    url: string,
    stop: (url: string) => boolean,
  ): Promise<{ url: string; response?: Response }> {
    let next = url;
    for (let hops = 0; hops < 10; hops += 1) {
      if (stop(next)) {
        return { url: next };
      }
      const response = await this.request(next);
      const location = response.headers.get('location');
      if (!location) {
        return { url: next, response };
      }
      await response.arrayBuffer();
      next = new URL(location, next).toString();
    }
    throw new Error(`Too many redirects, the last to ${next}`);
  }

  cookie(name: string): string | undefined {
    const key = [...this.#cookies.keys()].find(k => k.endsWith(` ${name}`));
    return key && this.#cookies.get(key)?.value;
  }

  setCookie(name: string, value: string): void {
    for (const [key, cookie] of this.#cookies) {
      if (key.endsWith(` ${name}`)) cookie.value = value;
    }
  }

  #keep({ host }: URL, cookie: string) {
    const [pair, ...attributes] = cookie.split('; ');
    const [name, ...value] = pair.split('=');
    const read = (attribute: string) =>
      attributes
        .find(a => a.toLocaleLowerCase('en-US').startsWith(`${attribute}=`))
        ?.slice(attribute.length + 1);
    const path = read('path') ?? '/';
    const key = `${host} ${path} ${name}`;
    const expires = read('expires');
    const isOver =
      read('max-age') === '0' ||
      (expires !== undefined && Date.parse(expires) <= Date.now());
    if (isOver) {
      this.#cookies.delete(key);
    } else {
      this.#cookies.set(key, { value: value.join('='), path });
    }
  }

  #cookiesFor({ host, pathname }: URL): string {
    return [...this.#cookies]
      .filter(([key]) => key.startsWith(`${host} `))
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[2]}=${value}`)
      .join('; ');
  }
}
