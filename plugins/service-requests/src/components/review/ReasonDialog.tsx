import { TextAreaField } from '@backstage/ui';
import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { ConfirmDialog, FieldProblem, useTold } from '@callboard/frontend-kit';
import { useState } from 'react';
import {
  useReject,
  useSendBack,
  useWithdraw,
} from '../../hooks/useRequestMutations';
import { useTranslation } from '../../hooks/useTranslation';
import { DecisionError } from './DecisionError';
import styles from './ReviewActions.module.css';

/** Sends back, rejects or takes back; whoever asked reads why. */
export function ReasonDialog(props: {
  request: Request;
  does: 'send-back' | 'reject' | 'withdraw';
  onClose: () => void;
}) {
  const { request, does, onClose } = props;
  const { t } = useTranslation();
  const { told } = useTold();
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const mutations = {
    'send-back': useSendBack(request.id),
    reject: useReject(request.id),
    withdraw: useWithdraw(request.id),
  };
  const { mutate, isPending, error } = mutations[does];
  const isMissing = does !== 'withdraw' && !text.trim();
  return (
    <ConfirmDialog
      title={t(`reason.${does}.title`, { title: request.title })}
      action={t(`action.${does}`)}
      destructive={does !== 'send-back'}
      isPending={isPending}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (isMissing) return;
        mutate(text.trim(), {
          onSuccess: () => {
            told(t(`reason.${does}.done`));
            onClose();
          },
        });
      }}
    >
      <div className={styles.facts}>
        <span>{t(`reason.${does}.text`)}</span>
        <TextAreaField
          label={t(`reason.${does}.label`)}
          rows={4}
          maxLength={4000}
          isRequired={does !== 'withdraw'}
          secondaryLabel={does === 'withdraw' ? undefined : t('form.required')}
          isInvalid={isTried && isMissing}
          value={text}
          onChange={setText}
        />
        <FieldProblem
          problem={isTried && isMissing ? t('reason.missing') : undefined}
        />
        <DecisionError error={error} onShowLatest={onClose} />
      </div>
    </ConfirmDialog>
  );
}
