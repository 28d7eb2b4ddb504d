/**
 * What the fake devices share: a few JSON routes on the loopback address, state
 * in memory only, and a switch for faults, `POST /fail { "times": 2 }`, after
 * which that many requests are answered with 503.
 */
import { createServer } from 'node:http';
import { listen, readBody } from './receiver.mjs';

class Reply {
  constructor(status, body) {
    this.status = status;
    this.body = body;
  }
}

/**
 * @param {string} name
 * @param {Record<string, (parts: object, body: any, query: URLSearchParams) => unknown>} routes handlers
 *   by `METHOD /path/:part`; they answer with a body, with `reply(status, body)`,
 *   or with undefined, which is 404
 */
export async function startFakeDevice(name, routes) {
  const table = Object.entries(routes).map(([route, handler]) => {
    const [method, path] = route.split(' ');
    const pattern = path.replace(/:(\w+)/g, '(?<$1>[^/]+)');
    return { method, pattern: new RegExp(`^${pattern}$`), handler };
  });
  let faults = 0;

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const bytes = await readBody(request);
    const answer = answerTo(request.method, pathname, {
      body: parse(bytes),
      query: searchParams,
    });
    console.log(`${request.method} ${pathname} ${answer.status}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(
      answer.body === undefined ? undefined : JSON.stringify(answer.body),
    );
  });

  function answerTo(method, pathname, { body, query }) {
    if (method === 'POST' && pathname === '/fail') {
      faults = Number(body?.times ?? 1);
      return reply(200, { faults });
    }
    if (faults > 0 && method !== 'GET') {
      faults -= 1;
      return reply(503, { error: 'a fault, as asked for' });
    }
    for (const route of table) {
      const match = route.method === method && route.pattern.exec(pathname);
      if (match) {
        const parts = Object.fromEntries(
          Object.entries(match.groups ?? {}).map(([key, value]) => [
            key,
            decodeURIComponent(value),
          ]),
        );
        const answer = route.handler(parts, body, query) ?? reply(404);
        return answer instanceof Reply ? answer : reply(200, answer);
      }
    }
    return reply(404);
  }

  await listen(server, `${name} (a fake)`);
}

/** An answer with a status other than 200. */
export function reply(status, body) {
  return new Reply(status, body);
}

function parse(bytes) {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
