import http from 'node:http';
import { instance } from './objects';
import { API_VERSION, type CountAnswer, LIST_PATH } from './protocol';

/**
 * The process that is the cluster: a LIST in pages and a WATCH that never ends
 * of its own accord. `POST /change` changes every object and tells each watch
 * that its place is lost, so that everything is listed again.
 */
let version = 1;
let objects = 0;
let counts: CountAnswer = { pages: 0, watches: 0, others: 0 };
const watches = new Set<http.ServerResponse>();

http
  .createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://cluster');
    if (pathname === LIST_PATH && searchParams.has('watch')) {
      counts.watches++;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      watches.add(response);
      response.on('close', () => watches.delete(response));
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(pathname, searchParams)));
  })
  .listen(Number(process.argv.at(-1)), '127.0.0.1');

function answer(pathname: string, query: URLSearchParams): object {
  switch (pathname) {
    case '/':
      return { ok: true };
    case LIST_PATH:
      return page(query);
    case '/change':
      return change(Number(query.get('objects')));
    case '/count': {
      const answered = counts;
      counts = { pages: 0, watches: 0, others: 0 };
      return answered;
    }
    default:
      counts.others++;
      return {
        kind: 'APIResourceList',
        groupVersion: API_VERSION,
        resources: [{ name: 'instances', kind: 'Instance', namespaced: true }],
      };
  }
}

function page(query: URLSearchParams): object {
  counts.pages++;
  const from = Number(query.get('continue') ?? 0);
  const to = Math.min(objects, from + Number(query.get('limit')));
  const items = [];
  for (let index = from; index < to; index++) {
    items.push(instance(index, version));
  }
  return {
    kind: 'InstanceList',
    metadata: {
      resourceVersion: String(version),
      continue: to < objects ? String(to) : undefined,
    },
    items,
  };
}

function change(count: number): object {
  objects = count;
  version++;
  for (const response of watches) {
    response.end(
      `${JSON.stringify({
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired' },
      })}\n`,
    );
  }
  return { version };
}
