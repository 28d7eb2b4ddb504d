import { expect } from '@playwright/test';
import { BACKEND, tokenOf } from './api';

/** What is new gets into the catalog within moments. */
export async function expectInCatalog(entityRef: string) {
  const name = entityRef.split('/').at(-1);
  const url = `${BACKEND}/api/catalog/entities/by-name/resource/default/${name}`;
  await expect
    .poll(
      async () => {
        const token = await tokenOf('admin');
        const headers = { authorization: `Bearer ${token}` };
        return (await fetch(url, { headers })).status;
      },
      { timeout: 60_000 },
    )
    .toBe(200);
}
