import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Text } from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import type { AvailabilityNow } from '../entity/availability';
import { AvailabilityBadge } from '../entity/AvailabilityBadge';
import { attributeFacts, factText } from './attributeFacts';
import { BookResourceButton } from './ResourceActions';
import styles from './ResourceCards.module.css';
import { TypeName } from './TypeName';
import type { InventoryTitles } from './useInventoryTitles';

const FACTS = 3;

export interface ResourceListProps {
  resources: Resource[];
  /** All that is in sight, so that a parent outside the list has its title. */
  all: Resource[];
  titles: InventoryTitles;
  availability: Map<string, AvailabilityNow>;
  /** Whether one site was chosen, so that naming it would say nothing. */
  oneSite: boolean;
  onOpen: (resource: Resource) => void;
}

export function ResourceCards(props: ResourceListProps) {
  return (
    <ul className={styles.cards}>
      {props.resources.map(resource => (
        <li key={resource.id} className={styles.card}>
          <BgProvider bg="neutral-1">
            <ResourceCard {...props} resource={resource} />
          </BgProvider>
        </li>
      ))}
    </ul>
  );
}

function ResourceCard(props: ResourceListProps & { resource: Resource }) {
  const { resource, all, titles, availability, oneSite, onOpen } = props;
  const { t } = useTranslation();
  const now = availability.get(resource.entityRef);
  const parent = all.find(r => r.entityRef === resource.parentRef);
  const facts = attributeFacts(resource, titles.typeOf(resource.type))
    .filter(fact => typeof fact.value !== 'boolean')
    .slice(0, FACTS);
  return (
    <>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.title}
          onClick={() => onOpen(resource)}
        >
          {resource.title}
        </button>
        <Text as="p" variant="body-small" color="secondary">
          <TypeName name={resource.type} titles={titles} />
          {!oneSite && ` · ${titles.siteTitle(resource.siteRef)}`}
          {parent && ` · ${t('explore.in', { parent: parent.title })}`}
        </Text>
      </div>
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map(fact => (
            <div key={fact.name}>
              <dt>{fact.label}</dt>
              <dd>{factText(fact.value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className={styles.foot}>
        <AvailabilityBadge resource={resource} now={now} />
        <BookResourceButton resource={resource} now={now} />
      </div>
    </>
  );
}
