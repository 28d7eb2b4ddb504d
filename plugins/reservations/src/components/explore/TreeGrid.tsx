import { BgProvider } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import {
  CSSProperties,
  HTMLAttributes,
  KeyboardEvent,
  ReactNode,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { TreeNode, visibleNodes } from './resourceTree';
import styles from './TreeGrid.module.css';

/**
 * Resources as a tree that the keyboard walks: up and down between rows, right
 * and left open and close (or go to the first part and to the parent), Enter
 * opens a row. One row at a time is in the tab order.
 */
export interface TreeGridProps {
  label: string;
  nodes: TreeNode[];
  /** Rows that are closed, by entity ref; all others are open. */
  closed: Set<string>;
  onToggle: (ref: string) => void;
  onOpen: (node: TreeNode) => void;
  renderCells: (node: TreeNode) => ReactNode;
  /** More on a row's element, for dragging. */
  rowProps?: (
    node: TreeNode,
  ) => HTMLAttributes<HTMLDivElement> & Record<`data-${string}`, unknown>;
}

interface Place {
  position: number;
  size: number;
  parent?: string;
}

function places(nodes: TreeNode[], parent?: string): [string, Place][] {
  return nodes.flatMap((node, index) => [
    [
      node.resource.entityRef,
      { position: index + 1, size: nodes.length, parent },
    ] as [string, Place],
    ...places(node.children, node.resource.entityRef),
  ]);
}

export function TreeGrid(props: TreeGridProps) {
  const { label, nodes, closed, onToggle, onOpen, renderCells, rowProps } =
    props;
  const { t } = useTranslation();
  const rows = useRef(new Map<string, HTMLDivElement>());
  const [current, setCurrent] = useState<string>();

  const visible = useMemo(
    () => visibleNodes(nodes, ref => !closed.has(ref)),
    [nodes, closed],
  );
  const placeOf = useMemo(() => new Map(places(nodes)), [nodes]);
  const refs = visible.map(node => node.resource.entityRef);
  const tabStop = current && refs.includes(current) ? current : refs[0];

  const focus = (ref: string | undefined) => {
    if (ref) {
      setCurrent(ref);
      rows.current.get(ref)?.focus();
    }
  };

  const onKeyDown = (event: KeyboardEvent, node: TreeNode) => {
    if (event.target !== event.currentTarget) {
      return;
    }
    const ref = node.resource.entityRef;
    const at = refs.indexOf(ref);
    const isClosed = closed.has(ref);
    const hasChildren = node.children.length > 0;
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(refs[at + 1]),
      ArrowUp: () => focus(refs[at - 1]),
      Home: () => focus(refs[0]),
      End: () => focus(refs.at(-1)),
      ArrowRight: () => {
        if (hasChildren && isClosed) onToggle(ref);
        else if (hasChildren) focus(node.children[0].resource.entityRef);
      },
      ArrowLeft: () => {
        if (hasChildren && !isClosed) onToggle(ref);
        else focus(placeOf.get(ref)?.parent);
      },
      Enter: () => onOpen(node),
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      move();
    }
  };

  return (
    <BgProvider bg="neutral-1">
      <div role="treegrid" aria-label={label} className={styles.grid}>
        {visible.map(node => {
          const { resource, level, children } = node;
          const ref = resource.entityRef;
          const place = placeOf.get(ref)!;
          const isOpen = !closed.has(ref);
          const ToggleIcon = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
          return (
            <div
              key={ref}
              role="row"
              aria-level={level}
              aria-posinset={place.position}
              aria-setsize={place.size}
              aria-expanded={children.length ? isOpen : undefined}
              tabIndex={ref === tabStop ? 0 : -1}
              ref={element => {
                if (element) rows.current.set(ref, element);
                else rows.current.delete(ref);
              }}
              className={styles.row}
              style={{ '--tree-level': level - 1 } as CSSProperties}
              onKeyDown={event => onKeyDown(event, node)}
              onFocus={() => setCurrent(ref)}
              {...rowProps?.(node)}
            >
              <div role="gridcell" className={styles.name}>
                {children.length > 0 ? (
                  <button
                    type="button"
                    tabIndex={-1}
                    className={styles.toggle}
                    aria-label={t(
                      isOpen ? 'explore.tree.collapse' : 'explore.tree.expand',
                      { title: resource.title },
                    )}
                    onClick={() => onToggle(ref)}
                  >
                    <ToggleIcon size={18} aria-hidden />
                  </button>
                ) : (
                  <span className={styles.leaf} />
                )}
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.title}
                  onClick={() => onOpen(node)}
                >
                  {resource.title}
                </button>
              </div>
              {renderCells(node)}
            </div>
          );
        })}
      </div>
    </BgProvider>
  );
}
