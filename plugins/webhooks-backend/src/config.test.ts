import { ConfigReader } from '@backstage/config';
import { readWebhooksConfig } from './config';
import { DEFAULT_RETRY_DELAYS_MS } from './domain/retrySchedule';

const secretKeys = ['a-key-of-at-least-32-characters-in-all'];

function read(webhooks: object | undefined) {
  return readWebhooksConfig(
    new ConfigReader({ callboard: { webhooks: webhooks as {} } }),
  );
}

describe('the configuration of webhooks', () => {
  it('needs a key and has defaults for the rest', () => {
    expect(() => read(undefined)).toThrow('secretKeys is missing');
    expect(read({ secretKeys })).toEqual({
      secretKeys,
      allowedAddresses: [],
      timeoutMs: 15_000,
      maxWaitMs: 600_000,
      schedule: { delaysMs: DEFAULT_RETRY_DELAYS_MS, jitter: 0.1 },
      concurrencyPerEndpoint: 4,
      concurrency: 200,
      disableAfterMs: 5 * 86_400_000,
      retentionMs: 90 * 86_400_000,
      callbackBaseUrl: undefined,
    });
  });

  it('reads durations in every form', () => {
    expect(
      read({
        secretKeys,
        timeout: '3s',
        ordering: { maxWait: { minutes: 1 } },
        retry: { schedule: ['PT1S', { seconds: 2 }], jitter: 0 },
        callbackBaseUrl: 'https://portal.example.com/api/webhooks/',
      }),
    ).toMatchObject({
      timeoutMs: 3_000,
      maxWaitMs: 60_000,
      schedule: { delaysMs: [1_000, 2_000], jitter: 0 },
      callbackBaseUrl: 'https://portal.example.com/api/webhooks',
    });
  });

  it.each([
    [{ concurrency: 0 }, 'concurrency must be a whole number'],
    [{ concurrencyPerEndpoint: 1.5 }, 'must be a whole number'],
    [{ retry: { jitter: 2 } }, 'jitter must be from 0 to 1'],
    [{ retry: { schedule: 'often' } }, 'must be a list'],
    [{ timeout: 'soon' }, 'timeout'],
  ])('refuses %p', (more, message) => {
    expect(() => read({ secretKeys, ...more })).toThrow(message);
  });
});
