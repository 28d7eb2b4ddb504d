import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useSearchParam, useSetSearchParams } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { AuditLogPage } from '../common/AuditLogPage';
import styles from './AccessReviewPage.module.css';
import { ChangesView } from './ChangesView';
import { RightsView } from './RightsView';

const CHANGES = 'changes';

/** Who can do what, through what and since when; and how that came about. */
export function AccessReviewPage() {
  return (
    <AuditLogPage>
      <Review />
    </AuditLogPage>
  );
}

function Review() {
  const { t } = useTranslation();
  const [view] = useSearchParam('view');
  const setParams = useSetSearchParams();
  const isChanges = view === CHANGES;
  return (
    <>
      <div className={styles.views}>
        <ToggleButtonGroup
          aria-label={t('access.views')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[isChanges ? CHANGES : 'rights']}
          onSelectionChange={keys =>
            setParams({
              view: [...keys][0] === CHANGES ? CHANGES : undefined,
              entry: undefined,
            })
          }
        >
          <ToggleButton id="rights">{t('access.rights')}</ToggleButton>
          <ToggleButton id={CHANGES}>{t('access.changes')}</ToggleButton>
        </ToggleButtonGroup>
      </div>
      {isChanges ? <ChangesView /> : <RightsView />}
    </>
  );
}
