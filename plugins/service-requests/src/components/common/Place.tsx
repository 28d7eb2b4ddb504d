import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { regionsOf } from '../../lib/requestState';
import { EnvironmentName } from './EnvironmentName';

/** Environment and regions of a request: `Staging · eu-west-1`. */
export function Place({ request }: { request: Request }) {
  const regions = regionsOf(request).join(', ');
  return (
    <span>
      <EnvironmentName name={request.environment} />
      {regions && <> · {regions}</>}
    </span>
  );
}
