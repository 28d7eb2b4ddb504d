// A fake ticket tracker. A ticket carries the reference its opener gave it.
import { reply, startFakeDevice } from '../lib/fakeDevice.mjs';

const tickets = [];

await startFakeDevice('Ticket tracker', {
  'GET /tickets': () => tickets,
  'POST /tickets': (_, { title, text, reference }) => {
    const ticket = {
      key: `OPS-${tickets.length + 1}`,
      title,
      reference,
      status: 'open',
      comments: [text],
    };
    tickets.push(ticket);
    return reply(201, ticket);
  },
  'POST /tickets/:key/comments': ({ key }, { text }) => {
    const ticket = find(key);
    ticket?.comments.push(text);
    return ticket;
  },
  'POST /tickets/:key/close': ({ key }, { text }) => {
    const ticket = find(key);
    if (ticket?.status === 'open') {
      ticket.status = 'closed';
      ticket.comments.push(text);
    }
    return ticket;
  },
});

function find(key) {
  return tickets.find(ticket => ticket.key === key);
}
