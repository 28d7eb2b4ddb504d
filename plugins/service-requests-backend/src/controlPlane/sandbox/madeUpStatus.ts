import type { Manifest } from './types';

/**
 * What a provider would say of an object beside what was asked for: where it
 * is, and where its credential is kept. Nothing of it exists: every host is
 * below `sandbox.invalid`, a name that no DNS will ever resolve, and every ARN
 * is one of account 000000000000 and says so.
 */
export function madeUpStatus(manifest: Manifest): Record<string, unknown> {
  const { kind, name, spec } = manifest;
  const asked = asObject(spec.forProvider);
  const region = typeof asked.region === 'string' ? asked.region : 'nowhere';
  const host = (part: string) => `${name}.${part}.${region}.sandbox.invalid`;
  const arn = (service: string, rest: string) =>
    `arn:aws:${service}:${region}:000000000000:${rest}`;
  const masterUserSecret = asked.manageMasterUserPassword
    ? {
        masterUserSecret: [
          {
            secretArn: arn('secretsmanager', `secret:sandbox-${name}`),
            secretStatus: 'active',
          },
        ],
      }
    : {};
  const port = typeof asked.port === 'number' ? asked.port : undefined;
  switch (`${groupName(manifest)}/${kind}`) {
    case 'rds/Instance': {
      const at = port ?? 5432;
      return {
        arn: arn('rds', `db:${name}`),
        address: host('rds'),
        endpoint: `${host('rds')}:${at}`,
        port: at,
        status: 'available',
        ...masterUserSecret,
      };
    }
    case 'rds/Cluster':
      return {
        arn: arn('rds', `cluster:${name}`),
        endpoint: host('cluster.rds'),
        readerEndpoint: host('cluster-ro.rds'),
        port: port ?? 5432,
        ...masterUserSecret,
      };
    case 'rds/ClusterInstance':
      return { arn: arn('rds', `db:${name}`), endpoint: host('rds') };
    case 'elasticache/ReplicationGroup':
      return {
        arn: arn('elasticache', `replicationgroup:${name}`),
        primaryEndpointAddress: host('cache'),
        readerEndpointAddress: host('cache-ro'),
        configurationEndpointAddress: host('cache-cfg'),
        port: port ?? 6379,
      };
    case 's3/Bucket':
      return {
        arn: `arn:aws:s3:::${name}`,
        bucketDomainName: host('s3'),
        bucketRegionalDomainName: host('s3'),
      };
    case 'elbv2/LB':
      return {
        arn: arn('elasticloadbalancing', `loadbalancer/sandbox/${name}`),
        dnsName: host('elb'),
      };
    case 'eks/NodeGroup':
      return { arn: arn('eks', `nodegroup/sandbox/${name}`), status: 'ACTIVE' };
    default:
      return {
        arn: arn('sandbox', `${kind.toLowerCase()}/${name}`),
        endpoint: host(kind.toLowerCase()),
      };
  }
}

/** `rds.aws.m.upbound.io/v1beta1` → `rds` */
function groupName({ apiVersion }: Manifest): string {
  return apiVersion.split(/[./]/)[0];
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
