import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { DragEvent, useState } from 'react';
import { moveProblem } from '../../explore/resourceTree';

/** Stands for "no parent" among the drop targets. */
export const TOP_LEVEL = 'top-level';

/**
 * Dragging rows of the tree onto each other with a pointer. A target that would
 * be refused shows so while hovered, and says why when dropped on.
 */
export function useTreeDrag(options: {
  resources: Resource[];
  canMove: (resource: Resource) => boolean;
  onMove: (resource: Resource, parent: Resource | undefined) => void;
}) {
  const { resources, canMove, onMove } = options;
  const [dragged, setDragged] = useState<Resource>();
  const [over, setOver] = useState<string>();

  const end = () => {
    setDragged(undefined);
    setOver(undefined);
  };

  const target = (key: string, parent: Resource | undefined) => {
    if (!dragged) {
      return {};
    }
    const problem = moveProblem(resources, dragged, parent);
    const isTarget = problem !== 'self' && problem !== 'here';
    return {
      'data-drop': over === key && isTarget ? (problem ?? 'ok') : undefined,
      onDragOver: (event: DragEvent) => {
        if (isTarget) {
          event.preventDefault();
          event.dataTransfer.dropEffect = 'move';
          setOver(key);
        }
      },
      onDragLeave: () =>
        setOver(current => (current === key ? undefined : current)),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        end();
        onMove(dragged, parent);
      },
    };
  };

  return {
    dragged,
    topTarget: () => target(TOP_LEVEL, undefined),
    rowProps: (resource: Resource) => ({
      ...target(resource.entityRef, resource),
      'data-dragged': dragged?.id === resource.id || undefined,
      draggable: canMove(resource),
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', resource.entityRef);
        setDragged(resource);
      },
      onDragEnd: end,
    }),
  };
}
