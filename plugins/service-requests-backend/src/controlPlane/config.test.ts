import { ConfigReader } from '@backstage/config';
import { DEFAULT_TIMEOUTS } from '../convergence';
import { readControlPlaneConfig } from './config';
import { DEFAULT_DELAYS } from './sandbox';

function read(controlPlane?: object) {
  return readControlPlaneConfig(
    new ConfigReader(
      controlPlane ? { callboard: { serviceRequests: { controlPlane } } } : {},
    ),
  );
}

describe('readControlPlaneConfig', () => {
  it('is a sandbox that takes a few seconds where nothing is said', () => {
    expect(read()).toEqual({
      type: 'sandbox',
      delays: DEFAULT_DELAYS,
      timeouts: DEFAULT_TIMEOUTS,
    });
  });

  it('takes delays and time limits, each for itself', () => {
    expect(
      read({
        delays: { create: { milliseconds: 0 }, remove: '2 minutes' },
        timeouts: { create: { hours: 3 } },
      }),
    ).toEqual({
      type: 'sandbox',
      delays: { ...DEFAULT_DELAYS, create: 0, remove: 120_000 },
      timeouts: { ...DEFAULT_TIMEOUTS, create: 10_800_000 },
    });
  });

  it('takes a cluster', () => {
    expect(
      read({ type: 'kubernetes', kubeconfig: '/etc/kube', context: 'prod' }),
    ).toMatchObject({
      type: 'kubernetes',
      kubeconfig: '/etc/kube',
      context: 'prod',
      inCluster: false,
      pageSize: 500,
    });
  });

  it.each([
    [{ type: 'nomad' }, /sandbox or kubernetes/],
    [{ delays: { creat: { seconds: 1 } } }, /delays.creat means nothing/],
    [{ type: 'kubernetes', inCluster: true, context: 'a' }, /inCluster/],
    [{ type: 'kubernetes', pageSize: 0 }, /pageSize/],
  ])('refuses %p', (controlPlane, message) => {
    expect(() => read(controlPlane)).toThrow(message);
  });
});
