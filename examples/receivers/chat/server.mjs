// Says in a chat what begins, what ends, and what can no longer be used.
import { startReceiver } from '../lib/receiver.mjs';
import { ask, deviceUrl } from '../lib/device.mjs';

const chat = deviceUrl('CHAT_URL');

const SENTENCES = {
  'booking.created': data => `${titleOf(data)} was booked: ${whatOf(data)}.`,
  'booking.started': data => `${titleOf(data)} has begun on ${whatOf(data)}.`,
  'booking.ended': data => `${titleOf(data)} is over; ${whatOf(data)} is free.`,
  'booking.cancelled': data =>
    `${titleOf(data)} was cancelled; ${whatOf(data)} is free.`,
  'resource.status_changed': ({ resource }) =>
    `${plain(resource.title ?? resource.name)}: ${resource.status}.`,
};

await startReceiver({
  name: 'chat',
  on: Object.fromEntries(
    Object.entries(SENTENCES).map(([type, sentence]) => [
      type,
      ({ event }) => say(sentence(event.data), event),
    ]),
  ),
});

async function say(sentence, { superseded, timestamp }) {
  const text = superseded
    ? `(Late news, of ${timestamp}.) ${sentence}`
    : sentence;
  await ask(chat, { method: 'POST', body: { text } });
  return `said: ${text}`;
}

function titleOf({ booking }) {
  return `“${plain(booking.title)}”`;
}

function whatOf({ resources }) {
  return resources.map(({ title, name }) => plain(title ?? name)).join(', ');
}

/** A booking's title must not call the whole channel or pose as a link. */
function plain(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200b');
}
