import express from 'express';
import { answer } from '../environment/answer';
import { EngineBench } from './EngineBench';
import type {
  DeliveryWindowRequest,
  FillRequest,
  OpenRequest,
} from './protocol';

/**
 * The process that delivers: the plugin's engine on its tables, and the bare
 * loop on the same pool. No Backstage backend is around it, which would take
 * processor time from both.
 */
const bench = EngineBench.create();

const app = express();
app.use(express.json());
app.get('/', (_req, res) => {
  res.json({ ok: true });
});
app.post(
  '/open',
  answer((body: OpenRequest) => bench.open(body)),
);
app.post(
  '/fill',
  answer((body: FillRequest) => bench.fill(body)),
);
app.post(
  '/window',
  answer((body: DeliveryWindowRequest) => bench.window(body)),
);
app.post(
  '/close',
  answer(({ store }: { store: string }) => bench.close(store)),
);
app.listen(Number(process.argv.at(-1)), '127.0.0.1');
