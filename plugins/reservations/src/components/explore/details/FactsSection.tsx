import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useRateText } from '../../../hooks/useRateText';
import { useTimeFormat } from '../../../hooks/useTimeFormat';
import { useTranslation } from '../../../hooks/useTranslation';
import { EntityLink, MINUTE_MS } from '@callboard/frontend-kit';
import { ratesOf } from '../../../lib/rates';
import { attributeFacts, factText } from '../attributeFacts';
import { TypeName } from '../TypeName';
import type { InventoryTitles } from '../useInventoryTitles';
import { Section } from './Section';
import styles from './Section.module.css';

/** What it is, where it is, and what its type says of it. */
export function FactsSection(props: {
  resource: Resource;
  titles: InventoryTitles;
}) {
  const { resource, titles } = props;
  const { t } = useTranslation();
  const { duration } = useTimeFormat();
  const rateText = useRateText();
  const type = titles.typeOf(resource.type);
  const { capacity } = resource;
  const hasBuffers = type && type.setupMinutes + type.teardownMinutes > 0;
  return (
    <Section title={t('explore.details.facts')}>
      {resource.description && <Text as="p">{resource.description}</Text>}
      <dl className={styles.facts}>
        <Fact label={t('explore.details.type')}>
          <TypeName name={resource.type} titles={titles} />
        </Fact>
        <Fact label={t('explore.details.site')}>
          <EntityLink
            entityRef={resource.siteRef}
            title={titles.siteTitle(resource.siteRef)}
          />
        </Fact>
        <Fact label={t('explore.details.location')}>{resource.location}</Fact>
        <Fact label={t('explore.details.owner')}>
          {resource.owner && <EntityLink entityRef={resource.owner} />}
        </Fact>
        <Fact label={t('explore.details.capacity')}>
          {capacity === 'exclusive'
            ? t('explore.capacity.exclusive')
            : t('explore.capacity.pool', { count: capacity })}
        </Fact>
        {attributeFacts(resource, type).map(fact => (
          <Fact key={fact.name} label={fact.label}>
            {factText(fact.value) ??
              t(fact.value ? 'explore.details.yes' : 'explore.details.no')}
          </Fact>
        ))}
        <Fact label={t('rates.label')}>
          {rateText(ratesOf(resource, type), capacity !== 'exclusive')}
        </Fact>
        {hasBuffers && (
          <Fact label={t('explore.details.buffers')}>
            {t('explore.details.bufferMinutes', {
              setup: duration(type.setupMinutes * MINUTE_MS),
              teardown: duration(type.teardownMinutes * MINUTE_MS),
            })}
          </Fact>
        )}
        <Fact label={t('explore.details.name')}>
          <code>{resource.entityRef}</code>
        </Fact>
      </dl>
      {resource.managedBy === 'catalog' && (
        <Text as="p" variant="body-small" color="secondary">
          {t('explore.details.catalogManaged')}
        </Text>
      )}
    </Section>
  );
}

function Fact(props: { label: string; children?: ReactNode }) {
  if (!props.children) {
    return null;
  }
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
