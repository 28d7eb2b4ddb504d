import { EmptyState } from '@callboard/frontend-kit';
import { RiUserShared2Line } from '@remixicon/react';
import { useAccessChanges, useRightFilter } from '../../hooks/useAccessReview';
import { useTranslation } from '../../hooks/useTranslation';
import { EntryList } from '../log/EntryList';
import filters from '../common/Filters.module.css';
import { PrincipalChoice } from './PrincipalChoice';

/** How memberships and roles came and went, newest first. */
export function ChangesView() {
  const { t } = useTranslation();
  const { filter, change } = useRightFilter();
  const query = useAccessChanges(filter.principal);
  return (
    <>
      <div
        className={filters.filters}
        role="group"
        aria-label={t('access.filter.label')}
      >
        <PrincipalChoice
          principal={filter.principal}
          onChange={principal => change({ principal })}
        />
      </div>
      <EntryList
        label={t('access.changesLabel')}
        query={query}
        failure={t('access.changesNotLoaded')}
        empty={
          <EmptyState
            icon={<RiUserShared2Line />}
            title={t('access.changesEmpty.title')}
            description={t('access.changesEmpty.text')}
          />
        }
      />
    </>
  );
}
