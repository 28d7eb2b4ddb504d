import { parseEntityRef } from '@backstage/catalog-model';
import type {
  Commitments,
  OffboardOutcome,
} from '@callboard/backstage-plugin-reservations-common';
import { TextField } from '@backstage/ui';
import { FieldProblem } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useOffboard } from '../../hooks/useLeaving';
import { useTranslation } from '../../hooks/useTranslation';
import { LeavingPlan, summarise, toRequest } from '../../lib/leaving';
import { ConfirmDialog } from '../common/ConfirmDialog';
import styles from '../people/People.module.css';

const LINES = [
  'transfer',
  'cancel',
  'keep',
  'memberships',
  'grants',
  'keys',
  'feedTokens',
] as const;

/** Says how much of what, and has the person's name typed. */
export function ConfirmLeaving(props: {
  name: string;
  plan: LeavingPlan;
  found: Commitments;
  onClose: () => void;
  onDone: (results: OffboardOutcome[]) => void;
}) {
  const { name, plan, found, onClose, onDone } = props;
  const { t } = useTranslation();
  const { mutate, isPending, error } = useOffboard(found.person);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const wanted = parseEntityRef(found.person).name;
  const isTyped = typed.trim().toLowerCase() === wanted;
  const { counts } = summarise(plan, found);
  return (
    <ConfirmDialog
      title={t('leaving.question', { name })}
      action={t('leaving.confirm')}
      destructive
      isPending={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (isTyped) mutate(toRequest(plan, found), { onSuccess: onDone });
      }}
    >
      <div className={styles.form}>
        <ul>
          {LINES.filter(line => counts[line] > 0).map(line => (
            <li key={line}>
              {t(`leaving.will.${line}`, { count: counts[line] })}
            </li>
          ))}
        </ul>
        <TextField
          label={t('leaving.type', { name: wanted })}
          value={typed}
          autoComplete="off"
          onChange={setTyped}
        />
        <FieldProblem
          problem={
            tried && !isTyped
              ? t('leaving.typeWrong', { name: wanted })
              : undefined
          }
        />
      </div>
    </ConfirmDialog>
  );
}
