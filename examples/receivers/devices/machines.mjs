// A fake provisioner of bare metal: it installs an image (for INSTALL_MS), lets
// the given keys in, and wipes machines again. A machine whose image is "broken"
// never boots.
import { reply, startFakeDevice } from '../lib/fakeDevice.mjs';

const INSTALL_MS = Number(process.env.INSTALL_MS ?? 5000);
const machines = {};

await startFakeDevice('Provisioner', {
  'GET /machines': () => machines,
  'GET /machines/:name': ({ name }) => machines[name],
  'PUT /machines/:name': ({ name }, { image, keys = [] }) => {
    const installed = () =>
      image === 'broken'
        ? { state: 'failed', message: 'no bootable image' }
        : { state: 'ready', address: `${name}.machines.example` };
    const machine = { state: 'installing', image, keys, installs: 1 };
    machine.installs += machines[name]?.installs ?? 0;
    machines[name] = machine;
    setTimeout(() => Object.assign(machine, installed()), INSTALL_MS);
    return reply(202, machine);
  },
  'DELETE /machines/:name': ({ name }) => {
    const { installs = 0 } = machines[name] ?? {};
    machines[name] = { state: 'wiped', installs };
    return machines[name];
  },
});
