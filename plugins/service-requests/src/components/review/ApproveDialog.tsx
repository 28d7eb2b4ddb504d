import { TextAreaField } from '@backstage/ui';
import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { ServiceRequestsError } from '@callboard/backstage-plugin-service-requests-common';
import { ConfirmDialog, useTold } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useOptions } from '../../hooks/useOptions';
import { useApprove } from '../../hooks/useRequestMutations';
import { useTranslation } from '../../hooks/useTranslation';
import { countingApprovals } from '../../lib/requestState';
import { denials } from '../../lib/verdicts';
import { shortHash } from './Changes';
import { DecisionError } from './DecisionError';
import styles from './ReviewActions.module.css';

/**
 * Approves exactly what was on screen when it was opened: that revision, those
 * manifests. What has come since is refused by the server, and said.
 */
export function ApproveDialog(props: {
  request: Request;
  onShowLatest: () => void;
  onClose: () => void;
}) {
  const { request, onShowLatest, onClose } = props;
  const { t } = useTranslation();
  const { told } = useTold();
  const { data: options } = useOptions();
  const [read] = useState({
    revision: request.revision,
    manifestHash: request.manifestHash!,
  });
  const [comment, setComment] = useState('');
  const [override, setOverride] = useState('');
  const approve = useApprove(request.id);
  const given = countingApprovals(request).length + 1;
  const isLast = given >= request.approvalsNeeded;
  const refused =
    approve.error instanceof ServiceRequestsError ? approve.error.verdicts : [];
  const mayOverride =
    options?.actions.includes('override-policy') &&
    denials([...request.verdicts, ...refused]).length > 0;
  return (
    <ConfirmDialog
      title={t('approve.title', { title: request.title })}
      action={t('approve.action', { revision: String(read.revision) })}
      isPending={approve.isPending}
      onClose={onClose}
      onConfirm={() =>
        approve.mutate(
          {
            ...read,
            ...(comment.trim() && { comment: comment.trim() }),
            ...(override.trim() && { override: { reason: override.trim() } }),
          },
          {
            onSuccess: () => {
              told(t('approve.done'));
              onClose();
            },
          },
        )
      }
    >
      <div className={styles.facts}>
        <span>
          {t('approve.binds', { revision: String(read.revision) })}{' '}
          <code title={read.manifestHash}>{shortHash(read.manifestHash)}</code>
        </span>
        <span>
          {isLast
            ? t('approve.last')
            : t('approve.notLast', {
                given: String(given),
                needed: String(request.approvalsNeeded),
              })}
        </span>
        <TextAreaField
          label={t('approve.comment')}
          rows={2}
          maxLength={4000}
          value={comment}
          onChange={setComment}
        />
        {mayOverride && (
          <TextAreaField
            label={t('form.override')}
            rows={2}
            maxLength={200}
            value={override}
            onChange={setOverride}
          />
        )}
        <DecisionError
          error={approve.error}
          onShowLatest={() => {
            onShowLatest();
            onClose();
          }}
        />
      </div>
    </ConfirmDialog>
  );
}
