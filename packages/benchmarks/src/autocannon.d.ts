declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Request {
    method: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
    setupRequest?: (request: Request) => Request;
  }

  interface Result {
    duration: number;
    errors: number;
    timeouts: number;
    non2xx: number;
    '2xx': number;
  }

  function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    timeout: number;
    requests: Request[];
  }): PromiseLike<Result> & EventEmitter;

  export = autocannon;
}
