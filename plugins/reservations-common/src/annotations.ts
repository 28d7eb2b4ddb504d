/** On a resource of the inventory: its id. */
export const ANNOTATION_RESOURCE_ID = 'callboard.dev/resource-id';
/** On a site of the inventory: its id. */
export const ANNOTATION_SITE_ID = 'callboard.dev/site-id';
/** On a resource: the site it belongs to, an entity ref or the site's name. */
export const ANNOTATION_SITE = 'callboard.dev/site';
/** On a resource: the name of its type. */
export const ANNOTATION_TYPE = 'callboard.dev/type';
/** On a resource: the entity ref of the resource that it is part of. */
export const ANNOTATION_PARENT = 'callboard.dev/parent';
/** `"true"` on an entity that somebody keeps in the catalog and wants booked. */
export const ANNOTATION_BOOKABLE = 'callboard.dev/bookable';
/** On such an entity: `exclusive`, or the units of a pool. */
export const ANNOTATION_CAPACITY = 'callboard.dev/capacity';

/**
 * Who may see an entity of the inventory in the catalog. Where the annotation is
 * there (it says `members`), only whom `spec.visibleTo` names and who may see
 * every site; elsewhere everybody. Written by the catalog module, read by the
 * permission policy.
 */
export const ANNOTATION_VISIBILITY = 'callboard.dev/visibility';
/** The field of `spec` that lists user and group entity refs. */
export const SPEC_VISIBLE_TO = 'visibleTo';
