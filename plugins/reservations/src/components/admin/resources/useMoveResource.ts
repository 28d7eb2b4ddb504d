import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { useMemo, useState } from 'react';
import { MoveProblem, moveProblem } from '../../explore/resourceTree';
import { useSavedToast } from '../common/useSavedToast';
import { useSaveResource } from '../useInventoryMutations';

/** A move that did not happen, with why. */
export interface MoveRefusal {
  resource: Resource;
  parent: Resource | undefined;
  /** What the page could see for itself, before asking. */
  problem?: Exclude<MoveProblem, 'self' | 'here'>;
  error?: unknown;
}

interface Move {
  resource: Resource;
  parent: Resource | undefined;
}

/**
 * Puts a resource under another parent. It moves on screen at once; a refusal
 * puts it back and says why.
 */
export function useMoveResource(resources: Resource[]) {
  const [moving, setMoving] = useState<Move>();
  const [refusal, setRefusal] = useState<MoveRefusal>();
  const save = useSaveResource();
  const told = useSavedToast();

  const shown = useMemo(
    () =>
      moving
        ? resources.map(resource =>
            resource.id === moving.resource.id
              ? { ...resource, parentRef: moving.parent?.entityRef }
              : resource,
          )
        : resources,
    [resources, moving],
  );

  const move = (resource: Resource, parent: Resource | undefined) => {
    const problem = moveProblem(resources, resource, parent);
    setRefusal(undefined);
    if (problem === 'self' || problem === 'here' || moving) {
      return;
    }
    if (problem) {
      setRefusal({ resource, parent, problem });
      return;
    }
    setMoving({ resource, parent });
    save.mutate(
      { of: resource, body: { parentRef: parent?.entityRef ?? null } },
      {
        onSuccess: saved => told(saved.title, 'moved'),
        onError: error => setRefusal({ resource, parent, error }),
        onSettled: () => setMoving(undefined),
      },
    );
  };

  return {
    shown,
    move,
    movingRef: moving?.resource.entityRef,
    refusal,
    dismiss: () => setRefusal(undefined),
  };
}
