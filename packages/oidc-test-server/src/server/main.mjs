/**
 * The process behind `OidcTestServer`: it takes orders from its parent, and
 * ends with it.
 */
import { createServer } from 'node:http';
import { createAdminApi } from './adminApi.mjs';
import { Directory } from './Directory.mjs';
import { createProvider } from './provider.mjs';

const REALM_PATH = '/realms/callboard';

async function main({ realm, port }) {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://localhost:${server.address().port}`;
  const directory = new Directory(realm.groups);
  const { provider, handle, setTampering } = await createProvider({
    issuer: `${url}${REALM_PATH}`,
    realm,
    directory,
  });
  const admin = createAdminApi({ provider, directory });

  server.on('request', (request, response) => {
    if (request.url.startsWith('/admin/realms/callboard/')) {
      admin.handle(request, response);
    } else if (request.url.startsWith(`${REALM_PATH}/`)) {
      // As a framework does that mounts the provider below a path.
      request.originalUrl = request.url;
      request.url = request.url.slice(REALM_PATH.length);
      handle(request, response);
    } else {
      response.writeHead(404).end();
    }
  });

  const orders = {
    setPeople: people => directory.setPeople(people),
    changePerson: (username, changes) => directory.change(username, changes),
    removePerson: username => directory.remove(username),
    tamper: setTampering,
    failAdminApi: status => admin.fail(status),
    countAdminRequests: () => admin.requests,
  };
  process.on('message', ({ id, order, args }) => {
    try {
      process.send({ id, result: orders[order](...args) });
    } catch (error) {
      process.send({ id, error: String(error) });
    }
  });
  process.send({ ready: url });
}

process.on('disconnect', () => process.exit(0));
process.once('message', options => {
  main(options).catch(error => {
    console.error(error);
    process.exit(1);
  });
});
