// A fake network switch: each port is in one VLAN.
import { reply, startFakeDevice } from '../lib/fakeDevice.mjs';

const ports = {};

await startFakeDevice('Network switch', {
  'GET /ports': () => ports,
  'PUT /ports/:port': ({ port }, body) => {
    if (!Number.isInteger(body?.vlan) || body.vlan < 1 || body.vlan > 4094) {
      return reply(400, { error: 'vlan is a number from 1 to 4094' });
    }
    ports[port] = body.vlan;
    return { vlan: body.vlan };
  },
});
