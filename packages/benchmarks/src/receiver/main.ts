import { createServer, type ServerResponse } from 'node:http';
import { epochNow } from '../epoch';

/**
 * Whoever is told, in a process of its own: answers 200 as soon as it has read
 * the request, and knows when that was.
 *
 * - `POST /take/…`: 200
 * - `POST /hang`: no answer, ever
 * - `GET /arrivals/<n>`: when the n-th request was taken, as soon as it was
 */
const arrivals: number[] = [];
const waiting = new Map<number, ServerResponse>();

function answer(response: ServerResponse, body: object) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  const { method, url = '' } = request;
  request.resume();
  request.on('end', () => {
    if (method === 'POST' && url.startsWith('/take')) {
      arrivals.push(epochNow());
      answer(response, { ok: true });
      const n = arrivals.length;
      const asked = waiting.get(n);
      if (asked) {
        waiting.delete(n);
        answer(asked, { at: arrivals[n - 1] });
      }
    } else if (method === 'GET' && url.startsWith('/arrivals')) {
      const n = Number(url.split('/')[2] ?? 0);
      if (n <= arrivals.length) {
        answer(response, { at: arrivals[n - 1], count: arrivals.length });
      } else {
        waiting.set(n, response);
      }
    } else if (method === 'GET') {
      answer(response, { ok: true });
    }
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv.at(-1)), '127.0.0.1');
