import type {
  DesiredObjectLeaves,
  OfferingDefinition,
  Parameters,
  RenderContext,
} from '../offerings/types';
import { evaluateCondition } from './cel';
import { getPath } from './paths';
import {
  type RenderedManifest,
  renderTrees,
  templateVariables,
} from './renderService';
import { renderText } from './template';

/**
 * What convergence compares: every Kubernetes object of a service, with the
 * leaves that its parameters set and where the provider says what they are.
 * Files that no control plane reads (Terraform's) have none.
 */
export function desiredLeaves(
  offering: OfferingDefinition,
  desired: Parameters,
  context: RenderContext,
): DesiredObjectLeaves[] {
  const variables = templateVariables(desired, context);
  return renderTrees(offering, desired, context)
    .filter(({ definition }) => definition.format === 'kubernetes')
    .map(manifest => ({
      ...leavesOf(offering, manifest),
      secrets: offering.secrets
        .filter(secret => secret.manifest === manifest.definition.id)
        .filter(
          ({ when }) =>
            when === undefined || evaluateCondition(when, variables),
        )
        .map(secret => ({
          kind: secret.kind,
          name: renderText(secret.name, variables),
          namespace: context.namespace,
          arnPath: secret.arn,
          statePath: secret.state,
          rotateEveryDays: secret.rotateEveryDays,
        })),
    }));
}

function leavesOf(
  { observed }: OfferingDefinition,
  { definition, path, tree }: RenderedManifest,
): Omit<DesiredObjectLeaves, 'secrets'> {
  const isEndpoint = observed.endpoint?.manifest === definition.id;
  return {
    manifest: definition.id,
    file: path,
    object: {
      apiVersion: String(tree.apiVersion),
      kind: String(tree.kind),
      name: String(getPath(tree, 'metadata.name')),
      namespace: String(getPath(tree, 'metadata.namespace')),
    },
    leaves: observed.leaves
      .filter(leaf => leaf.manifest === definition.id)
      .map(leaf => ({
        parameter: leaf.parameter,
        specPath: leaf.spec,
        statusPath: leaf.status,
        value: getPath(tree, leaf.spec),
      }))
      .filter(leaf => leaf.value !== undefined),
    endpointPath: isEndpoint ? observed.endpoint?.path : undefined,
    endpointPort: isEndpoint ? observed.endpoint?.port : undefined,
  };
}
