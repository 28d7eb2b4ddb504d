// A fake door lock: it keeps who may open which door from when to when, one
// permit per booking, and looks at its own clock when somebody stands there.
import { reply, startFakeDevice } from '../lib/fakeDevice.mjs';

const doors = {};

await startFakeDevice('Door lock', {
  'GET /doors': () => doors,
  'PUT /doors/:door/permits/:permit': ({ door, permit }, body) => {
    doors[door] = { ...doors[door], [permit]: body };
    return body;
  },
  'DELETE /doors/:door/permits/:permit': ({ door, permit }) => {
    if (!doors[door]?.[permit]) {
      return undefined;
    }
    delete doors[door][permit];
    return reply(204);
  },
  'POST /doors/:door/open': ({ door }, body) => {
    const now = Date.now();
    const opens = Object.values(doors[door] ?? {}).some(
      ({ people, from, until }) =>
        people.includes(body?.person) &&
        Date.parse(from) <= now &&
        now < Date.parse(until),
    );
    return reply(opens ? 200 : 403, { opens });
  },
});
