import { toInstant } from '@callboard/backend-database';
import type {
  Offering,
  OfferedOperation,
  Operation,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Offered } from './OfferingsService';
import { parametersSchema } from './parametersSchema';

const ORDER: Operation[] = ['create', 'scale', 'update', 'decommission'];

/** As the API shows it; the document only where one offering is asked for. */
export function toOffering(
  { record, definition }: Offered,
  options: { document?: boolean } = {},
): Offering {
  return {
    name: record.name,
    version: record.version,
    createdAt: toInstant(record.createdAt),
    updatedAt: toInstant(record.updatedAt),
    title: definition.title,
    description: definition.description,
    category: definition.category,
    provider: definition.provider,
    source: record.source,
    status: record.status,
    operations: ORDER.filter(one => definition.operations[one]).map(
      (operation): OfferedOperation => ({
        operation,
        title: definition.operations[operation]?.title,
        description: definition.operations[operation]?.description,
        parameters: parametersSchema(definition, operation),
        ui: definition.operations[operation]?.ui,
      }),
    ),
    example: definition.example,
    metrics: definition.metrics.map(({ id, title, unit }) => ({
      id,
      title,
      unit,
    })),
    translations: definition.translations,
    document: options.document ? definition.document : undefined,
  };
}
