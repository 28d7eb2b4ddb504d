import { TextField } from '@backstage/ui';
import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { ConfirmDialog, useTold } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useMerge } from '../../hooks/useRequestMutations';
import { useTranslation } from '../../hooks/useTranslation';
import { namesToConfirm } from '../../lib/requestState';
import { DecisionError } from './DecisionError';
import styles from './ReviewActions.module.css';

/** Merges what was approved; what takes something away wants its name typed. */
export function MergeDialog(props: { request: Request; onClose: () => void }) {
  const { request, onClose } = props;
  const { t } = useTranslation();
  const { told } = useTold();
  const [typed, setTyped] = useState('');
  const merge = useMerge(request.id);
  const names = namesToConfirm(request).join(', ');
  const isConfirmed = names === '' || typed.trim() === names;
  return (
    <ConfirmDialog
      title={t('merge.title', { title: request.title })}
      action={t(names ? 'merge.remove' : 'merge.action')}
      destructive={names !== ''}
      isPending={merge.isPending}
      onClose={onClose}
      onConfirm={() => {
        if (!isConfirmed) return;
        merge.mutate(names ? { confirm: typed.trim() } : {}, {
          onSuccess: () => {
            told(t('merge.done'));
            onClose();
          },
        });
      }}
    >
      <div className={styles.facts}>
        {names ? (
          <>
            <span>{t('merge.removes', { names })}</span>
            <TextField
              label={t('form.typeName', { name: names })}
              autoComplete="off"
              value={typed}
              onChange={setTyped}
            />
          </>
        ) : (
          <span>{t('merge.text')}</span>
        )}
        <DecisionError error={merge.error} onShowLatest={onClose} />
      </div>
    </ConfirmDialog>
  );
}
