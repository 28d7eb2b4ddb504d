/**
 * The portal's fetch API builds a new `Request` from what it is given and then
 * passes the first one on. A request with a body is used up by that, so it is
 * taken apart here: address and options can be read any number of times.
 */
export function fetchByUrl(fetchApi: { fetch: typeof fetch }) {
  return async (request: Request): Promise<Response> => {
    const hasBody = !['GET', 'HEAD'].includes(request.method);
    return fetchApi.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: hasBody ? await request.text() : undefined,
      signal: request.signal,
    });
  };
}
