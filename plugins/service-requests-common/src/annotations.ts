/** On the catalog entity of a provisioned service: its id in Callboard. */
export const SERVICE_ID_ANNOTATION = 'callboard.dev/service-id';

/** `spec.type` of such an entity (`kind: Resource`) is its offering's name; all have this label. */
export const SERVICE_LABEL = 'callboard.dev/service';

/** In the `spec` of such an entity: who asked for it, and may see it whosever it is. */
export const SPEC_REQUESTED_BY = 'requestedBy';

/** `spec.type` of a catalog entity that offers something: `spec.offering` is its document. */
export const OFFERING_ENTITY_TYPE = 'service-offering';

/** On such an entity: where it runs. */
export const ENVIRONMENT_LABEL = 'callboard.dev/environment';
export const REGION_LABEL = 'callboard.dev/region';
