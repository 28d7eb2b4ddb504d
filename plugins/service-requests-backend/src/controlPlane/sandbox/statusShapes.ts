import type { OfferingDefinition } from '../../offerings/types';
import type { StatusShape } from './types';

/** Where these offerings look in the status of their objects. */
export function statusShapes(offerings: OfferingDefinition[]): StatusShape[] {
  return offerings.flatMap(({ manifests, observed, secrets }) =>
    manifests
      .filter(({ format }) => format === 'kubernetes')
      .map(({ id, template }) => ({
        apiVersion: String(template.apiVersion),
        kind: String(template.kind),
        endpoints:
          observed.endpoint?.manifest === id ? [observed.endpoint] : [],
        arns: secrets.flatMap(({ arn, manifest }) =>
          arn && manifest === id ? [arn] : [],
        ),
        leaves: observed.leaves.flatMap(({ manifest, spec, status }) =>
          status && manifest === id
            ? [{ specPath: spec, statusPath: status }]
            : [],
        ),
      })),
  );
}
