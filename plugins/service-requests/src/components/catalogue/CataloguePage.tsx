import { Button, SearchField } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
  RowsSkeleton,
  useSearchParam,
  useTyped,
} from '@callboard/frontend-kit';
import { RiStackLine } from '@remixicon/react';
import { useOfferings } from '../../hooks/useOfferings';
import { useTranslation } from '../../hooks/useTranslation';
import {
  groupByCategory,
  isRequestable,
  searchOfferings,
} from '../../lib/categories';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import styles from './CataloguePage.module.css';
import { OfferingCard } from './OfferingCard';
import { useCategoryTitle } from './useCategoryTitle';
import { WhatNeedsMe } from './WhatNeedsMe';

/** What can be requested, and before it what waits for the person. */
export function CataloguePage() {
  return (
    <ServiceRequestsPage>
      <WhatNeedsMe />
      <Catalogue />
    </ServiceRequestsPage>
  );
}

function Catalogue() {
  const { t } = useTranslation();
  const categoryTitle = useCategoryTitle();
  const [q = '', setQ] = useSearchParam('q');
  const [text, setText] = useTyped(q, value =>
    setQ(value || undefined, { replace: true }),
  );
  const { data, error, refetch } = useOfferings();
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('catalogue.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={3} height={150} />
    );
  }
  const offered = data.filter(isRequestable);
  if (offered.length === 0) {
    return (
      <EmptyState
        icon={<RiStackLine />}
        title={t('catalogue.empty.title')}
        description={t('catalogue.empty.text')}
      />
    );
  }
  const categories = groupByCategory(searchOfferings(offered, q));
  return (
    <>
      <SearchField
        className={styles.search}
        aria-label={t('catalogue.search')}
        placeholder={t('catalogue.search')}
        value={text}
        onChange={setText}
      />
      {categories.length === 0 && (
        <EmptyState
          title={t('catalogue.noneFound')}
          action={
            <Button variant="secondary" onPress={() => setText('')}>
              {t('catalogue.clearSearch')}
            </Button>
          }
        />
      )}
      <div className={styles.categories}>
        {categories.map(({ name, offerings }) => (
          <section
            key={name}
            className={styles.category}
            aria-label={categoryTitle(name)}
          >
            <h2>{categoryTitle(name)}</h2>
            <ul className={styles.cards}>
              {offerings.map(offering => (
                <OfferingCard key={offering.name} offering={offering} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
