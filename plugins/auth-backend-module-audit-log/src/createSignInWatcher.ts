import type { RequestHandler, Response } from 'express';
import { type Answered, readHandler, readJson, readLocation } from './answers';
import type { SignInRecorder } from './SignInRecorder';

/*
 * A provider signs people in over two routes that the auth plugin gives to all of
 * them: `/<provider>/handler/frame`, to which an identity provider sends the
 * browser back, and `/<provider>/refresh`, which continues a session and is the
 * only one where there is a proxy in front (or a demo person is chosen). Here both
 * are watched from in front, by what they answer. So a provider need not be made
 * for it, and what fails before anybody is known (a wrong nonce, a refusal by the
 * identity provider) is seen as well. Wrapping each provider's sign-in resolver
 * sees neither, and nothing else runs for all of them; see
 * docs/decisions/0027-sign-ins-are-seen-in-answers.md.
 *
 * What is answered is only read. If it is not understood, nothing is recorded of
 * it and the answer goes out as it is.
 */

const ROUTE = /^\/([^/]+)\/(handler\/frame|refresh)\/?$/;

/** Tells the recorder what the auth plugin answers to whom. */
export function createSignInWatcher(recorder: SignInRecorder): RequestHandler {
  return (req, res, next) => {
    const [, provider, route] = ROUTE.exec(req.path) ?? [];
    if (provider && ['GET', 'POST'].includes(req.method)) {
      watch(res, answered =>
        recorder.note({
          provider,
          route: route === 'refresh' ? 'refresh' : 'handler',
          req,
          ...answered,
        }),
      );
    }
    next();
  };
}

function watch(res: Response, tell: (answered: Answered) => void): void {
  let told = false;
  const note = (answered: Answered | undefined) => {
    if (answered && !told) {
      told = true;
      tell(answered);
    }
  };
  const json = res.json.bind(res);
  res.json = body => {
    note(attempt(() => readJson(body, res.statusCode)));
    return json(body);
  };
  const end = res.end.bind(res) as (...args: unknown[]) => Response;
  res.end = (...args: unknown[]) => {
    note(
      attempt(
        () =>
          readLocation(res.getHeader('location')) ??
          (typeof args[0] === 'string' ? readHandler(args[0]) : undefined),
      ),
    );
    return end(...args);
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
