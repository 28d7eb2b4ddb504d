import express, { type RequestHandler } from 'express';
import { EngineBench } from './EngineBench';

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
  answer(body => bench.open(body)),
);
app.post(
  '/fill',
  answer(body => bench.fill(body)),
);
app.post(
  '/window',
  answer(body => bench.window(body)),
);
app.post(
  '/close',
  answer(body => bench.close(body.store)),
);
app.listen(Number(process.argv.at(-1)), '127.0.0.1');

function answer(respond: (body: any) => Promise<object>): RequestHandler {
  return (req, res) => {
    respond(req.body).then(
      body => res.json(body),
      error => res.status(500).send(error.stack),
    );
  };
}
