import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import { useResources } from '../../../hooks/useInventory';
import { useTranslation } from '../../../hooks/useTranslation';
import { ancestors } from '../resourceTree';
import { Section } from './Section';
import styles from './Section.module.css';

/** What it is part of and what is part of it, each one click away. */
export function HierarchySection(props: {
  resource: Resource;
  onOpen: (ref: string) => void;
}) {
  const { resource, onOpen } = props;
  const { t } = useTranslation();
  const { data: all = [] } = useResources({ site: resource.siteRef });
  const parents = ancestors(all, resource);
  const children = all.filter(r => r.parentRef === resource.entityRef);
  const alone = parents.length === 0 && children.length === 0;
  return (
    <Section title={t('explore.details.hierarchy')}>
      <Text as="p" variant="body-small" color="secondary">
        {t(
          alone
            ? 'explore.details.noHierarchy'
            : 'explore.details.hierarchyNote',
        )}
      </Text>
      <Relatives
        label={t('explore.details.parents')}
        resources={parents}
        onOpen={onOpen}
      />
      <Relatives
        label={t('explore.details.children')}
        resources={children}
        onOpen={onOpen}
      />
    </Section>
  );
}

function Relatives(props: {
  label: string;
  resources: Resource[];
  onOpen: (ref: string) => void;
}) {
  if (props.resources.length === 0) {
    return null;
  }
  return (
    <div className={styles.facts}>
      <Text color="secondary">{props.label}</Text>
      <ul className={styles.path} aria-label={props.label}>
        {props.resources.map(resource => (
          <li key={resource.id}>
            <button
              type="button"
              onClick={() => props.onOpen(resource.entityRef)}
            >
              {resource.title}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
