import { judge } from '../../convergence';
import {
  postgresqlDocument,
  renderContext,
  shippedOfferings,
} from '../../offerings/__testUtils__/shipped';
import { desiredParameters } from '../../offerings/desiredParameters';
import { parseOffering } from '../../offerings/parseOffering';
import type { OfferingDefinition } from '../../offerings/types';
import { desiredLeaves, renderService } from '../../render';
import { MemoryGitOps } from './__testUtils__/MemoryGitOps';
import { readManifests } from './readManifests';
import { statusShapes } from './statusShapes';
import { NO_DELAYS } from './types';
import { World } from './World';

const NOW = Date.parse('2027-03-16T08:00:00Z');

/** What becomes of the offering's example in the sandbox, at once. */
async function make(offering: OfferingDefinition) {
  const { name, ...rest } = offering.example;
  const context = renderContext({ name: String(name) });
  const desired = desiredParameters(offering, 'create', undefined, rest);
  const gitops = new MemoryGitOps();
  gitops.merge_(
    Object.fromEntries(
      renderService(offering, desired, context).map(({ content, path }) => [
        `services/staging/eu-west-1/${name}/${path}`,
        content,
      ]),
    ),
  );
  const { manifests, problems } = await readManifests(gitops, '', new Map());
  expect(problems).toEqual([]);
  const world = World.of([]);
  world.apply(manifests, NOW);
  const { objects } = world.look(NOW, {
    behaving: new Map(),
    delays: NO_DELAYS,
    shapes: statusShapes([offering]),
  });
  return judge({
    phase: 'change',
    desired: desiredLeaves(offering, desired, context),
    observed: [...objects.values()],
    mergedAt: NOW,
    now: NOW,
    reachable: true,
  });
}

describe('the sandbox and what is offered', () => {
  const offerings = Object.values(shippedOfferings()).map(
    offering => [offering.name, offering] as const,
  );

  it.each(offerings)(
    'makes a %s that is as it was asked for',
    async (_, offering) => {
      const verdict = await make(offering);
      expect(verdict).toMatchObject({ status: 'ready', reason: undefined });
      expect(Boolean(verdict.endpoint)).toBe(
        Boolean(offering.observed.endpoint),
      );
      expect(verdict.endpoint ?? 'sandbox.invalid').toContain(
        'sandbox.invalid',
      );
      for (const { arn, state } of verdict.secrets) {
        expect(state).toBe('synced');
        expect(arn ?? ':000000000000:').toContain(':000000000000:');
      }
    },
  );

  it('makes what somebody has thought of as data, with paths of its own', async () => {
    const document = postgresqlDocument();
    document.observed.endpoint = {
      manifest: 'instance',
      path: 'status.atProvider.listeners[0].host',
      port: 'status.atProvider.listeners[0].port',
    };
    document.observed.leaves[0].status = 'status.atProvider.shape.class';
    document.secrets[0].arn = 'status.secrets[0].arn';
    delete document.secrets[0].state;
    const verdict = await make(parseOffering(document, 1));
    expect(verdict).toMatchObject({
      status: 'ready',
      endpoint: expect.stringMatching(/\.instance\.sandbox\.invalid:443$/),
      secrets: [{ arn: expect.stringContaining('secret:sandbox-') }],
    });
  });
});
