import type {
  DiscoveryApi,
  FetchApi,
  IdentityApi,
} from '@backstage/frontend-plugin-api';

const TOLD = 'callboard.language-told';

/**
 * Tells the notifications backend in which language somebody reads the portal,
 * once for each person, language and browser. A portal that has nowhere to say it
 * (no notifications, or none in languages) goes without; so does one that does
 * not answer, until the page is loaded again.
 */
export async function tellLanguage(
  language: string,
  options: {
    discovery: DiscoveryApi;
    fetchApi: FetchApi;
    identity: IdentityApi;
    storage: Pick<Storage, 'getItem' | 'setItem'>;
  },
): Promise<void> {
  const { discovery, fetchApi, identity, storage } = options;
  try {
    const { userEntityRef } = await identity.getBackstageIdentity();
    const told = `${userEntityRef} ${language}`;
    if (storage.getItem(TOLD) === told) {
      return;
    }
    const base = await discovery.getBaseUrl('notifications');
    const response = await fetchApi.fetch(`${base}/callboard/language`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ language }),
    });
    if (response.ok) {
      storage.setItem(TOLD, told);
    }
  } catch {
    // Notifications come in the language that was told before, or in English.
  }
}
