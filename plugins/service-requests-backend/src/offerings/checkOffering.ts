import {
  type FieldError,
  InvalidFieldsError,
} from '@callboard/backend-openapi';
import { parseAllDocuments } from 'yaml';
import type { PriceTable } from '../cost';
import { estimateCost } from '../cost';
import type { CrdValidator } from '../crds';
import { renderService } from '../render';
import { desiredLeaves } from '../render/desiredLeaves';
import { checkParameters } from './checkParameters';
import { desiredParameters } from './desiredParameters';
import { assessRisk } from './assessRisk';
import { parametersSchema } from './parametersSchema';
import type { OfferingDefinition, Operation, RenderContext } from './types';

const UUID = '00000000-0000-4000-8000-000000000000';

/** A place for the example to be rendered for; long where names are short. */
const PLACES: Omit<RenderContext, 'name'>[] = [true, false].map(production => ({
  serviceId: UUID,
  namespace: production ? 'production' : 'staging',
  environment: { name: production ? 'production' : 'staging', production },
  region: production ? 'eu-central-1' : 'eu-west-1',
  owner: 'group:default/team',
  requestId: UUID,
  ...(production ? { costCentre: 'CC-1', endDate: '2099-12-31' } : {}),
}));

/**
 * Looks at an offering as a whole: its example is taken, rendered, and accepted
 * by the definitions that are known; what it says of risk, cost and what can be
 * observed can be worked out.
 *
 * @throws InputError naming what is wrong
 */
export function checkOffering(
  offering: OfferingDefinition,
  crds: CrdValidator,
  prices: PriceTable,
): void {
  const { example } = offering;
  refuse(
    checkParameters(offering, 'create', example).map(({ field, message }) => ({
      field: `example/${field}`,
      message: `example/${field}: ${message}`,
    })),
  );
  const desired = desiredParameters(offering, 'create', undefined, example);
  for (const place of PLACES) {
    const context = { ...place, name: String(example.name) };
    checkRendered(offering, desired, context, crds);
  }
  for (const operation of Object.keys(offering.operations) as Operation[]) {
    parametersSchema(offering, operation);
    assessRisk(
      offering,
      operation,
      operation === 'create' ? undefined : desired,
      desired,
    );
  }
  estimateCost({
    items: [{ index: 0, region: PLACES[0].region, offering, after: desired }],
    prices,
  });
}

function checkRendered(
  offering: OfferingDefinition,
  desired: Record<string, unknown>,
  context: RenderContext,
  crds: CrdValidator,
): void {
  const files = renderService(offering, desired, context);
  for (const { path, content } of files.filter(file =>
    /yaml$/.test(file.path),
  )) {
    const [document] = parseAllDocuments(content);
    refuse(
      crds.validate(document.toJS()).map(({ field, message }) => ({
        field: `manifests/${path}`,
        message: `${path}, as the example renders it: ${message}${message.includes(field) ? '' : ` (${field})`}`,
      })),
    );
  }
  const found = desiredLeaves(offering, desired, context);
  offering.observed.leaves.forEach(({ spec, manifest }, index) => {
    const objects = found.filter(one => one.manifest === manifest);
    const isThere = objects.some(one =>
      one.leaves.some(leaf => leaf.specPath === spec),
    );
    if (objects.length > 0 && !isThere) {
      refuse([
        {
          field: `observed/leaves/${index}/spec`,
          message: `observed/leaves/${index}/spec is not in what the example renders: ${spec}`,
        },
      ]);
    }
  });
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) {
    throw new InvalidFieldsError(errors);
  }
}
