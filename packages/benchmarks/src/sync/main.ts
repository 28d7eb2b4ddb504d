import express from 'express';
import { answer } from '../environment/answer';
import type { OpenRequest } from './protocol';
import { SyncBench } from './SyncBench';

/** The process that follows a cluster: the plugin's engine, without a backend around it. */
let bench: SyncBench | undefined;

const app = express();
app.use(express.json());
app.get('/', (_req, res) => {
  res.json({ ok: true });
});
app.post(
  '/open',
  answer(async (body: OpenRequest) => {
    bench = await SyncBench.open(body);
    return {};
  }),
);
app.post(
  '/sync',
  answer(async () => bench!.sync()),
);
app.post(
  '/bare',
  answer(async () => bench!.bare()),
);
app.post(
  '/close',
  answer(async () => {
    await bench!.close();
    return {};
  }),
);
app.listen(Number(process.argv.at(-1)), '127.0.0.1');
