import { Entity, stringifyEntityRef } from '@backstage/catalog-model';

/** Everything is called by the name in its ref. */
export const presentation = {
  forEntity: (entityOrRef: Entity | string) => {
    const ref =
      typeof entityOrRef === 'string'
        ? entityOrRef
        : stringifyEntityRef(entityOrRef);
    const title = ref.split('/').at(-1)!;
    const snapshot = {
      entityRef: ref,
      primaryTitle: title,
    };
    return { snapshot, promise: Promise.resolve(snapshot) };
  },
};
