import type { RequestHandler } from 'express';

/** Answers with what a body is answered by; or with what went wrong. */
export function answer<T>(
  respond: (body: T) => Promise<object>,
): RequestHandler<object, unknown, T> {
  return (req, res) => {
    respond(req.body).then(
      body => res.json(body),
      error => res.status(500).send(error.stack),
    );
  };
}
