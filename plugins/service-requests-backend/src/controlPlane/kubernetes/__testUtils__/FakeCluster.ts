import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { KindRef } from '../toObserved';

type Raw = { [key: string]: any };

interface Event {
  type: string;
  object: Raw;
  version: number;
}

interface Watcher {
  plural: string;
  selector: string | null;
  response: http.ServerResponse;
  /** Sends nothing any more, and does not say so. */
  dead: boolean;
}

/**
 * An HTTP server that speaks as an API server does: discovery, LIST in pages
 * that expire, WATCH from a version with bookmarks and an end, 410 Gone, 401.
 * What goes wrong goes wrong when a test says so.
 */
export class FakeCluster {
  readonly requests: { path: string; query: URLSearchParams }[] = [];
  readonly kinds = new Map<string, KindRef>();
  readonly definitions = new Map<string, Raw>();
  /** `Bearer …` that it lets in; anybody by default. */
  token: string | undefined;
  /** Answers everything with it, and a Status. */
  failsWith: number | undefined;
  /** The next page of a listing is refused: its token has expired. */
  expiresPages = false;
  readonly #server: http.Server;
  readonly #sockets = new Set<Socket>();
  readonly #watchers = new Set<Watcher>();
  readonly #objects = new Map<string, Raw>();
  readonly #log: (Event & { plural: string })[] = [];
  #version = 1_000;
  #oldest = 0;
  #port = 0;

  private constructor(tls?: { key: string; cert: string }) {
    const onRequest: http.RequestListener = (request, response) =>
      this.#answer(request, response);
    this.#server = tls
      ? https.createServer(tls, onRequest)
      : http.createServer(onRequest);
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(
    kinds: Record<string, KindRef>,
    tls?: { key: string; cert: string },
  ): Promise<FakeCluster> {
    const cluster = new FakeCluster(tls);
    for (const [plural, kind] of Object.entries(kinds)) {
      cluster.kinds.set(plural, kind);
    }
    await cluster.open();
    return cluster;
  }

  get port(): number {
    return this.#port;
  }

  get watching(): number {
    return this.#watchers.size;
  }

  /** The addresses of listings that were asked for, without watches. */
  get listings() {
    return this.requests.filter(
      ({ path, query }) =>
        /^\/apis\/[^/]+\/[^/]+\/.+/.test(path) && !query.has('watch'),
    );
  }

  get watches() {
    return this.requests.filter(({ query }) => query.has('watch'));
  }

  async open(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Nothing listens any more, and what was connected is not. */
  async close(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.breakConnections();
    await closed;
  }

  breakConnections(): void {
    this.#watchers.clear();
    this.#sockets.forEach(socket => socket.destroy());
  }

  put(plural: string, object: Raw): Raw {
    const key = keyOf(plural, object);
    const before = this.#objects.get(key);
    const after = {
      ...object,
      metadata: {
        ...object.metadata,
        resourceVersion: String(++this.#version),
        managedFields: [{ manager: 'crossplane', fieldsV1: { 'f:spec': {} } }],
      },
    };
    this.#objects.set(key, after);
    this.#tell(plural, before ? 'MODIFIED' : 'ADDED', after);
    return after;
  }

  delete(plural: string, object: Raw): void {
    const key = keyOf(plural, object);
    const before = this.#objects.get(key);
    if (before) {
      this.#objects.delete(key);
      this.#tell(plural, 'DELETED', {
        ...before,
        metadata: {
          ...before.metadata,
          resourceVersion: String(++this.#version),
        },
      });
    }
  }

  bookmark(): void {
    for (const watcher of this.#watchers) {
      send(watcher, {
        type: 'BOOKMARK',
        object: {
          kind: this.kinds.get(watcher.plural)!.kind,
          metadata: { resourceVersion: String(this.#version) },
        },
      });
    }
  }

  /** Forgets what was before: whoever wants to go on from there is Gone. */
  compact(): void {
    this.#version++;
    this.#oldest = this.#version;
    this.#log.length = 0;
  }

  /** In the middle of watches. */
  expireWatches(): void {
    this.compact();
    for (const watcher of this.#watchers) {
      send(watcher, {
        type: 'ERROR',
        object: status(410, 'Expired', 'too old resource version'),
      });
      watcher.response.end();
    }
    this.#watchers.clear();
  }

  /** As a server does at the end of a watch's time. */
  endWatches(): void {
    this.#watchers.forEach(({ response }) => response.end());
    this.#watchers.clear();
  }

  /** Half an event, and the connection is gone. */
  truncateWatches(): void {
    for (const { response } of this.#watchers) {
      response.write('{"type":"MODIFIED","object":{"metadata":{"na');
      response.end();
    }
    this.#watchers.clear();
  }

  garbleWatches(): void {
    this.#watchers.forEach(({ response }) => response.write('{"type":\n'));
  }

  /** Connections stay open, and nothing comes any more. */
  silenceWatches(): void {
    this.#watchers.forEach(watcher => Object.assign(watcher, { dead: true }));
  }

  #tell(plural: string, type: string, object: Raw): void {
    const event = { plural, type, object, version: this.#version };
    this.#log.push(event);
    for (const watcher of this.#watchers) {
      if (watcher.plural === plural && matches(object, watcher.selector)) {
        send(watcher, { type, object });
      }
    }
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url!, 'http://cluster');
    this.requests.push({ path: pathname, query: searchParams });
    if (this.failsWith) {
      answer(
        response,
        this.failsWith,
        status(this.failsWith, 'InternalError', 'etcdserver: no leader'),
      );
      return;
    }
    if (
      this.token !== undefined &&
      request.headers.authorization !== `Bearer ${this.token}`
    ) {
      answer(response, 401, status(401, 'Unauthorized', 'Unauthorized'));
      return;
    }
    const definition = this.definitions.get(pathname.split('/').at(-1)!);
    if (pathname.includes('/customresourcedefinitions/')) {
      answer(
        response,
        definition ? 200 : 404,
        definition ?? status(404, 'NotFound', 'not found'),
      );
      return;
    }
    for (const [plural, { apiVersion }] of this.kinds) {
      if (pathname === `/apis/${apiVersion}`) {
        answer(response, 200, {
          kind: 'APIResourceList',
          resources: [...this.kinds]
            .filter(([, one]) => one.apiVersion === apiVersion)
            .flatMap(([name, { kind }]) => [
              { name, kind, namespaced: true },
              { name: `${name}/status`, kind, namespaced: true },
            ]),
        });
        return;
      }
      if (pathname === `/apis/${apiVersion}/${plural}`) {
        if (searchParams.get('watch')) {
          this.#watch(plural, searchParams, response);
        } else {
          this.#list(plural, searchParams, response);
        }
        return;
      }
    }
    answer(response, 404, status(404, 'NotFound', 'not found'));
  }

  #list(
    plural: string,
    query: URLSearchParams,
    response: http.ServerResponse,
  ): void {
    const [place, offset] = (query.get('continue') ?? `${this.#version}:0`)
      .split(':')
      .map(Number);
    if (query.has('continue') && this.expiresPages) {
      this.expiresPages = false;
      answer(
        response,
        410,
        status(410, 'Expired', 'The provided continue parameter is too old'),
      );
      return;
    }
    const all = [...this.#objects]
      .filter(([key]) => key.startsWith(`${plural}/`))
      .map(([, object]) => object)
      .filter(object => matches(object, query.get('labelSelector')));
    const limit = Number(query.get('limit') ?? all.length);
    const next = offset + limit;
    const { apiVersion, kind } = this.kinds.get(plural)!;
    answer(response, 200, {
      apiVersion,
      kind: `${kind}List`,
      metadata: {
        resourceVersion: String(place),
        ...(next < all.length
          ? {
              continue: `${place}:${next}`,
              remainingItemCount: all.length - next,
            }
          : {}),
      },
      // A list's items do not say what they are.
      items: all
        .slice(offset, next)
        .map(({ apiVersion: _version, kind: _kind, ...rest }) => rest),
    });
  }

  #watch(
    plural: string,
    query: URLSearchParams,
    response: http.ServerResponse,
  ): void {
    const from = Number(query.get('resourceVersion'));
    if (from < this.#oldest) {
      answer(
        response,
        410,
        status(410, 'Expired', `too old resource version: ${from}`),
      );
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    const watcher: Watcher = {
      plural,
      selector: query.get('labelSelector'),
      response,
      dead: false,
    };
    this.#watchers.add(watcher);
    response.on('close', () => this.#watchers.delete(watcher));
    for (const { type, object, plural: of, version } of this.#log) {
      if (
        of === plural &&
        version > from &&
        matches(object, watcher.selector)
      ) {
        send(watcher, { type, object });
      }
    }
  }
}

function send({ dead, response }: Watcher, event: Raw): void {
  if (!dead) {
    response.write(`${JSON.stringify(event)}\n`);
  }
}

function answer(response: http.ServerResponse, code: number, body: Raw): void {
  response
    .writeHead(code, { 'content-type': 'application/json' })
    .end(JSON.stringify(body));
}

function status(code: number, reason: string, message: string): Raw {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason,
    message,
  };
}

function matches(object: Raw, selector: string | null): boolean {
  return (selector ?? '')
    .split(',')
    .filter(Boolean)
    .every(term => {
      const [key, value] = term.split('=');
      return object.metadata.labels?.[key] === value;
    });
}

function keyOf(plural: string, { metadata }: Raw): string {
  return `${plural}/${metadata.namespace}/${metadata.name}`;
}
