const TIMEOUT_MS = 5000;

/**
 * A request to a device's HTTP interface. JSON that comes is parsed; statuses
 * from 400 throw, except those in `accept`.
 */
export async function ask(url, { method = 'GET', body, accept = [] } = {}) {
  const response = await fetch(url, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(error => {
    throw new Error(
      `${method} ${url} failed: ${error.cause?.message ?? error.message}`,
    );
  });
  const text = await response.text();
  if (response.status >= 400 && !accept.includes(response.status)) {
    throw new Error(
      `${method} ${url} answered ${response.status}: ${text.slice(0, 200)}`,
    );
  }
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    body: text && isJson ? JSON.parse(text) : text,
  };
}

/** The address of a device from the environment, without a slash at its end. */
export function deviceUrl(variable) {
  const url = process.env[variable];
  if (!url) {
    console.error(`${variable} is not set: where is the device?`);
    process.exit(2);
  }
  return url.replace(/\/+$/, '');
}
