// A fake chat with an incoming webhook, as most chats have one.
import { reply, startFakeDevice } from '../lib/fakeDevice.mjs';

const messages = [];

await startFakeDevice('Chat', {
  'GET /messages': () => messages,
  'POST /hook': (_, body) => {
    if (typeof body?.text !== 'string') {
      return reply(400, { error: 'text is missing' });
    }
    messages.push(body.text);
    return { ok: true };
  },
});
