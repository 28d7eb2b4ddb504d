// Sends a signed sample to a receiver, as the portal would, and prints what comes
// back: the answer, and with --wait the reports to its callbackUrl.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { readBody } from './lib/receiver.mjs';
import { sampleEvent } from './lib/samples.mjs';
import { readSecret } from './lib/secret.mjs';
import { sign, verify } from './lib/signature.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    id: { type: 'string' },
    booking: { type: 'string' },
    status: { type: 'string' },
    superseded: { type: 'boolean' },
    preceding: { type: 'string', multiple: true },
    wait: { type: 'string' },
  },
});
const [url, type] = positionals;
const secret = await readSecret();
if (!url || !type || !secret) {
  console.error(`Usage: WEBHOOK_SECRET=whsec_… node send.mjs <url> <event type>
  --booking <id>      of another booking than the sample's
  --status <status>   of the resource, for resource.status_changed
  --id <webhook-id>   to send the same delivery again
  --superseded        as a delivery that was overtaken
  --preceding <id>    as one that overtook that one
  --wait <seconds>    to see what the receiver reports back`);
  process.exit(2);
}

const reports = createServer(async (request, response) => {
  const body = await readBody(request);
  verify(request.headers, body, secret);
  console.log(`report ${body}`);
  response.writeHead(204).end();
});
await new Promise(resolve => {
  reports.listen(0, '127.0.0.1', resolve);
});

const body = JSON.stringify({
  ...sampleEvent(type, {
    booking: values.booking && { id: values.booking },
    resource: values.status && { status: values.status },
  }),
  callbackUrl: `http://127.0.0.1:${reports.address().port}/`,
  superseded: values.superseded,
  precedingUndelivered: values.preceding,
});
const id = values.id ?? randomUUID();
const response = await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json', ...sign(id, body, secret) },
  body,
});
console.log(`webhook-id ${id}`);
console.log(`${response.status} ${await response.text()}`);
setTimeout(() => process.exit(0), Number(values.wait ?? 0) * 1000);
