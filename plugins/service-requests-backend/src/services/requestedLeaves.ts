import { isDeepStrictEqual } from 'node:util';
import type { OfferingDefinition, RenderContext } from '../offerings';
import { desiredLeaves } from '../render';
import type { ServiceChangeRecord, ServiceRecord } from './types';

/**
 * Which parameters a change has to be seen in: those whose place in a manifest
 * has another value than before. Not those that were filled in: the offering
 * may make one value of several of them.
 */
export function requestedLeaves(
  definition: OfferingDefinition,
  { parameters }: Pick<ServiceRecord, 'parameters'>,
  changes: ServiceChangeRecord['changes'],
  context: RenderContext,
): string[] {
  const before = new Map(
    desiredLeaves(
      definition,
      parametersBefore(parameters, changes),
      context,
    ).flatMap(({ object, leaves }) =>
      leaves.map(leaf => [keyOf(object, leaf.specPath), leaf.value]),
    ),
  );
  const changed = desiredLeaves(definition, parameters, context).flatMap(
    ({ object, leaves }) =>
      leaves.filter(
        leaf =>
          !isDeepStrictEqual(
            before.get(keyOf(object, leaf.specPath)),
            leaf.value,
          ),
      ),
  );
  return [...new Set(changed.map(({ parameter }) => parameter))];
}

function parametersBefore(
  parameters: Record<string, unknown>,
  changes: ServiceChangeRecord['changes'],
): Record<string, unknown> {
  const before = { ...parameters };
  for (const change of changes) {
    if (change.before === undefined) {
      delete before[change.parameter];
    } else {
      before[change.parameter] = change.before;
    }
  }
  return before;
}

function keyOf(object: { kind: string; name: string }, path: string): string {
  return `${object.kind}/${object.name} ${path}`;
}
