import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { HttpPolicyHook } from './HttpPolicyHook';

const KEY = 'callboard.reservations.policyHooks';

/** The services in config that are asked what may be booked. */
export function readPolicyHooks(config: Config): HttpPolicyHook[] {
  return (config.getOptionalConfigArray(KEY) ?? []).map((hook, index) => {
    const onError = hook.getString('onError');
    if (onError !== 'deny' && onError !== 'allow') {
      throw new InputError(`${KEY}[${index}].onError must be deny or allow`);
    }
    const url = hook.getString('url');
    if (!/^https?:$/.test(protocolOf(url))) {
      throw new InputError(`${KEY}[${index}].url must be an http(s) URL`);
    }
    return HttpPolicyHook.create({
      name: `policy-hook-${index + 1}`,
      title: hook.getString('title'),
      url,
      secret: hook.getOptionalString('secret'),
      timeoutMs: hook.getOptionalNumber('timeoutMs'),
      onError,
      types: hook.getOptionalStringArray('types'),
      sites: hook.getOptionalStringArray('sites'),
    });
  });
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
