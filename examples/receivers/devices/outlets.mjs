// A fake power strip whose outlets can be switched over HTTP.
import { reply, startFakeDevice } from '../lib/fakeDevice.mjs';

const outlets = {};

await startFakeDevice('Power strip', {
  'GET /outlets': () => outlets,
  'PUT /outlets/:name': ({ name }, body) => {
    if (!['on', 'off'].includes(body?.state)) {
      return reply(400, { error: 'state is on or off' });
    }
    outlets[name] = body.state;
    return { state: body.state };
  },
});
