import { text } from 'node:stream/consumers';

/** The sign-in form, with the fields of Keycloak's. */
export function createLogin({ provider, directory }) {
  async function handle(request, response) {
    // The provider's own cookies are on the address as the browser sees it.
    if (request.method !== 'POST') {
      return sendForm(response, '');
    }
    const form = new URLSearchParams(await text(request));
    const person = directory.authenticate(
      form.get('username'),
      form.get('password'),
    );
    if (!person) {
      return sendForm(response, 'Invalid username or password.');
    }
    return provider.interactionFinished(request, response, {
      login: { accountId: person.id },
    });
  }

  return (request, response) =>
    handle(request, response).catch(error =>
      response.writeHead(400).end(String(error)),
    );
}

function sendForm(response, refusal) {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(`<!doctype html><title>Sign in to Callboard</title>
    <h1>Sign in to your account</h1><p>${refusal}</p>
    <form method="post">
      <label>Username or email <input name="username" id="username" autofocus></label>
      <label>Password <input name="password" id="password" type="password"></label>
      <button id="kc-login">Sign In</button>
    </form>`);
}
