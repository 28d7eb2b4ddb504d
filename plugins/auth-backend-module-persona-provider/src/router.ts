import express, { Router } from 'express';
import { Persona } from './personas';

/** `GET /persona/personas`: the people that the sign-in page offers. */
export function createRouter(options: { personas: Persona[] }): Router {
  const router = express.Router();
  router.get('/persona/personas', (_req, res) => {
    res.json({ items: options.personas });
  });
  return router;
}
