import {
  ANNOTATION_LOCATION,
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_HAS_PART,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import {
  type CatalogProcessor,
  type CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_BOOKABLE,
  ANNOTATION_PARENT,
  ANNOTATION_SITE,
} from '@callboard/backstage-plugin-reservations-common';
import { LOCATION } from './entities';

/**
 * Relates a resource to its site and to the resource that it is part of, both
 * ways. The kind Resource has no field of its own that says so.
 */
export class InventoryRelationsProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'CallboardInventoryRelationsProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const source = getCompoundEntityRef(entity);
    for (const whole of wholesOf(entity.metadata.annotations ?? {})) {
      const target = parseWhole(whole);
      if (target) {
        emit(
          processingResult.relation({ type: RELATION_PART_OF, source, target }),
        );
        emit(
          processingResult.relation({
            type: RELATION_HAS_PART,
            source: target,
            target: source,
          }),
        );
      }
    }
    return entity;
  }
}

/** Annotations are believed where we wrote them, or where they ask for booking. */
function wholesOf(annotations: Record<string, string>): string[] {
  if (annotations[ANNOTATION_LOCATION] === LOCATION) {
    return [annotations[ANNOTATION_SITE], annotations[ANNOTATION_PARENT]];
  }
  return annotations[ANNOTATION_BOOKABLE] === 'true'
    ? [annotations[ANNOTATION_SITE]]
    : [];
}

/** A wrong ref in somebody's file is not this processor's to report. */
function parseWhole(ref: string | undefined) {
  try {
    return ref
      ? parseEntityRef(ref, {
          defaultKind: 'Resource',
          defaultNamespace: 'default',
        })
      : undefined;
  } catch {
    return undefined;
  }
}
