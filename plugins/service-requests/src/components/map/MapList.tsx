import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import { EntityLink } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import {
  type MapNode,
  neighbours,
  type ServiceMap,
} from '../../lib/serviceMap';
import styles from './MapList.module.css';

/** The same map in words. */
export function MapList({ map }: { map: ServiceMap }) {
  const { t } = useTranslation();
  const sorted = [...map.nodes].sort((a, b) => a.title.localeCompare(b.title));
  const applications = sorted.filter(({ isService }) => !isService);
  const services = sorted.filter(({ isService }) => isService);
  return (
    <section className={styles.list} aria-label={t('map.list')}>
      {applications.length > 0 && (
        <Part
          title={t('map.applications')}
          nodes={applications}
          of={({ ref }) => ({
            word: t('map.needs'),
            others: neighbours(map, ref, RELATION_DEPENDS_ON),
          })}
        />
      )}
      <Part
        title={t('map.services')}
        nodes={services}
        of={({ ref }) => ({
          word: t('map.neededBy'),
          others: neighbours(map, ref, RELATION_DEPENDENCY_OF),
        })}
      />
    </section>
  );
}

function Part(props: {
  title: string;
  nodes: MapNode[];
  of: (node: MapNode) => { word: string; others: MapNode[] };
}) {
  const { title, nodes, of } = props;
  const { t } = useTranslation();
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {nodes.map(node => {
          const { word, others } = of(node);
          return (
            <li key={node.ref}>
              <EntityLink entityRef={node.ref} title={node.title} />{' '}
              <span className={styles.faint}>
                {[node.type, node.environment].filter(Boolean).join(' · ')}
              </span>
              <div>
                {others.length === 0 ? (
                  <span className={styles.faint}>
                    {t('map.neededByNothing')}
                  </span>
                ) : (
                  <>
                    {word}{' '}
                    {others.map((other, index) => (
                      <span key={other.ref}>
                        {index > 0 && ', '}
                        <EntityLink
                          entityRef={other.ref}
                          title={nameOf(other)}
                        />
                      </span>
                    ))}
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** One name may stand in several environments. */
function nameOf({ title, environment }: MapNode): string {
  return environment ? `${title} (${environment})` : title;
}
