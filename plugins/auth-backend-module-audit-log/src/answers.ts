/** What an answer of a provider says. */
export interface Answered {
  outcome: 'succeeded' | 'failed' | 'unknown-success';
  /** Entity ref of who was signed in. */
  user?: string;
  error?: { name?: string; message?: string };
}

interface Body {
  backstageIdentity?: { identity?: { userEntityRef?: string } };
  error?: { name?: string; message?: string };
}

/** The JSON of `/refresh`, or of an error on either route. */
export function readJson(body: Body, status: number): Answered | undefined {
  const user = body?.backstageIdentity?.identity?.userEntityRef;
  if (status < 400) {
    // Without an identity it is access to something else, not to the portal.
    return user ? { outcome: 'succeeded', user } : undefined;
  }
  return { outcome: 'failed', error: body?.error };
}

const RESPONSE = /authResponse = decodeURIComponent\('([^']*)'\)/;

/** The page of `/handler/frame` that hands the answer on to the portal's window. */
export function readHandler(html: string): Answered | undefined {
  const encoded = RESPONSE.exec(html)?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  const { response, error } = JSON.parse(decodeURIComponent(encoded));
  return error ? { outcome: 'failed', error } : readJson(response, 200);
}

/**
 * Where `/handler/frame` sends a browser that came without a window of its own:
 * back to the portal, which then asks `/refresh` who it is.
 */
export function readLocation(location: unknown): Answered | undefined {
  if (typeof location !== 'string') {
    return undefined;
  }
  const message = new URL(location, 'http://portal').searchParams.get('error');
  return message
    ? { outcome: 'failed', error: { message } }
    : { outcome: 'unknown-success' };
}
