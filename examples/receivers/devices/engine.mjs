// A fake container engine: the few calls of the Docker Engine API that the
// receiver makes, with Docker's statuses. No container runs.
import { reply, startFakeDevice } from '../lib/fakeDevice.mjs';

const containers = {};
let nextPort = 32768;

await startFakeDevice('Container engine', {
  'GET /containers/json': () => containers,
  'POST /containers/create': (_, body, query) =>
    create(query.get('name'), body),
  'GET /containers/:name/json': ({ name }) => containers[name],
  'POST /containers/:name/start': ({ name }) => {
    const container = containers[name];
    if (!container) {
      return undefined;
    }
    if (container.State.Running) {
      return reply(304);
    }
    container.State.Running = true;
    container.NetworkSettings.Ports['22/tcp'] = [{ HostPort: `${nextPort++}` }];
    return reply(204);
  },
  'DELETE /containers/:name': ({ name }) => {
    if (!containers[name]) {
      return undefined;
    }
    delete containers[name];
    return reply(204);
  },
});

function create(name, { Image, Labels }) {
  if (containers[name]) {
    return reply(409, { message: 'the name is taken' });
  }
  containers[name] = {
    Config: { Image, Labels },
    State: { Running: false },
    NetworkSettings: { Ports: {} },
  };
  return reply(201, { Id: name });
}
