import { parseEntityRef } from '@backstage/catalog-model';
import {
  DependencyGraph,
  DependencyGraphTypes,
} from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { type MouseEvent, useMemo } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { useTranslation } from '../../hooks/useTranslation';
import type { MapNode, ServiceMap } from '../../lib/serviceMap';
import styles from './MapGraph.module.css';

const SIZE = { width: 220, height: 52 };
const MARGIN = 14;
const MOST_LETTERS = 26;

/** The map as a picture: applications on the left, what they need on the right. */
export function MapGraph({ map }: { map: ServiceMap }) {
  const { t } = useTranslation();
  const nodes = useMemo(
    () => map.nodes.map(node => ({ ...node, id: node.ref })),
    [map],
  );
  return (
    <figure className={styles.graph} aria-label={t('map.graph')}>
      <DependencyGraph
        className={styles.svg}
        style={{ height: heightOf(map) }}
        nodes={nodes}
        edges={map.needs}
        direction={DependencyGraphTypes.Direction.LEFT_RIGHT}
        nodeMargin={MARGIN}
        rankMargin={90}
        renderNode={({ node }) => <Node node={node} />}
        showArrowHeads
        fit="contain"
        zoom="enable-on-click"
        allowFullscreen={false}
      />
    </figure>
  );
}

/** As high as its longer column at full size, as long as the window has it. */
function heightOf({ nodes }: ServiceMap): string {
  const services = nodes.filter(({ isService }) => isService).length;
  const rows = Math.max(services, nodes.length - services);
  return `min(60vh, ${rows * (SIZE.height + MARGIN) + 2 * MARGIN}px)`;
}

function Node({ node }: { node: MapNode }) {
  const entity = useRouteRef(entityRouteRef);
  const navigate = useNavigate();
  const path = entity?.(parseEntityRef(node.ref)) ?? '';
  const href = useHref(path);
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (path) navigate(path);
  };
  const subtitle = [node.type, node.environment].filter(Boolean).join(' · ');
  return (
    <a
      href={href}
      onClick={open}
      className={styles.node}
      data-kind={node.isService ? 'service' : 'application'}
    >
      <rect {...SIZE} rx={6} />
      <text x={12} y={22} className={styles.title}>
        {shortened(node.title)}
      </text>{' '}
      <text x={12} y={40} className={styles.subtitle}>
        {shortened(subtitle)}
      </text>
    </a>
  );
}

function shortened(text: string): string {
  return text.length > MOST_LETTERS
    ? `${text.slice(0, MOST_LETTERS - 1)}…`
    : text;
}
