import { ForwardedError } from '@backstage/errors';

/** What another plugin answered when it refused, in its own words. */
export class RefusedRequestError extends Error {
  readonly status: number;

  constructor(
    status: number,
    body: { error?: { name?: string; message?: string } },
  ) {
    super(body.error?.message ?? `The server answered ${status}`);
    this.name = body.error?.name ?? 'RefusedRequestError';
    this.status = status;
  }
}

/**
 * Throws for everything but a 2xx: `who` answered so, and the cause is a
 * {@link RefusedRequestError}.
 */
export async function requireOk(
  response: Response,
  who: string,
): Promise<void> {
  if (!response.ok) {
    const { status } = response;
    const body = await response.json().catch(() => ({}));
    throw new ForwardedError(
      `${who} answered ${status}`,
      new RefusedRequestError(status, body ?? {}),
    );
  }
  await discard(response);
}

/** Reads what is left, so that the connection can be used again. */
export async function discard(response: Response): Promise<void> {
  await response.text();
}
