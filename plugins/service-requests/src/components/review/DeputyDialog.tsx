import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { ConfirmDialog, useTold } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useClaim } from '../../hooks/useRequestMutations';
import { useTranslation } from '../../hooks/useTranslation';
import { PeopleField } from '../common/PeopleField';
import { DecisionError } from './DecisionError';
import styles from './ReviewActions.module.css';

const PEOPLE = ['user'];

/** Names another reviewer, who may decide as well. */
export function DeputyDialog(props: { request: Request; onClose: () => void }) {
  const { request, onClose } = props;
  const { t } = useTranslation();
  const { told } = useTold();
  const [deputy, setDeputy] = useState(request.claim?.deputy ?? '');
  const claim = useClaim(request.id);
  return (
    <ConfirmDialog
      title={t('deputy.title')}
      // Nobody chosen, nothing to confirm.
      action={deputy ? t('deputy.action') : undefined}
      isPending={claim.isPending}
      onClose={onClose}
      onConfirm={() =>
        claim.mutate(
          { deputy },
          {
            onSuccess: () => {
              told(t('deputy.done'));
              onClose();
            },
          },
        )
      }
    >
      <div className={styles.facts}>
        <span>{t('deputy.text')}</span>
        <PeopleField
          label={t('deputy.label')}
          kinds={PEOPLE}
          value={deputy}
          onChange={setDeputy}
        />
        <DecisionError error={claim.error} onShowLatest={onClose} />
      </div>
    </ConfirmDialog>
  );
}
