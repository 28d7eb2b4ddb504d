import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { type Router } from 'express';
import createRouter from 'express-promise-router';
import { z } from 'zod';
import type { LanguageStore } from './LanguageStore';

export const LANGUAGE_PATH = '/callboard/language';

const bodySchema = z.object({
  language: z
    .string()
    .max(20)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
});

/** People say here in which language they read, for themselves only. */
export function createLanguageRouter(options: {
  httpAuth: HttpAuthService;
  languages: LanguageStore;
}): Router {
  const { httpAuth, languages } = options;
  const router = createRouter();
  router.get(LANGUAGE_PATH, async (req, res) => {
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    const language = await languages.languageOf(principal.userEntityRef);
    res.json({ language });
  });
  router.put(LANGUAGE_PATH, express.json(), async (req, res) => {
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    const body = bodySchema.safeParse(req.body);
    if (!body.success) {
      throw new InputError('language: is no language, such as it or en');
    }
    await languages.setLanguage(principal.userEntityRef, body.data.language);
    res.json(body.data);
  });
  return router;
}
