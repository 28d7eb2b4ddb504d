// Appends a line of resource-hours to a ledger for each thing that was booked.
import path from 'node:path';
import { startReceiver } from '../lib/receiver.mjs';
import { stateDir } from '../lib/store.mjs';
import { appendLines, billedIn, keyOf, linesFor } from './ledger.mjs';

const ledger =
  process.env.LEDGER ?? path.join(stateDir('billing'), 'ledger.jsonl');
const billed = await billedIn(ledger);

await startReceiver({
  name: 'billing',
  on: {
    // Whatever the order it comes in: what was used is to be paid for.
    'booking.ended': async ({ event }) => {
      const lines = linesFor(event).filter(line => !billed.has(keyOf(line)));
      if (lines.length === 0) {
        return 'billed before';
      }
      await appendLines(ledger, lines);
      lines.forEach(line => billed.add(keyOf(line)));
      const hours = lines.reduce((sum, line) => sum + line.resourceHours, 0);
      return `${lines.length} line(s), ${hours} resource-hours`;
    },
  },
});
