import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Problem } from '@callboard/backstage-plugin-reservations-common';
import { TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { useResolveProblem } from '../../hooks/useProblems';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';

/** Asks what was done, for who reported it. */
export function ResolveProblem(props: {
  problem: Problem;
  onClose: () => void;
}) {
  const { problem, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const resolve = useResolveProblem();
  const [resolution, setResolution] = useState('');
  return (
    <ConfirmDialog
      title={t('problems.resolveTitle', { name: problem.title })}
      action={t('problems.resolve')}
      isPending={resolve.isPending}
      error={resolve.error}
      onClose={onClose}
      onConfirm={() =>
        resolve.mutate(
          { id: problem.id, resolution: resolution.trim() || undefined },
          {
            onSuccess: () => {
              toast.post({
                title: t('problems.resolved', { name: problem.title }),
                status: 'success',
              });
              onClose();
            },
          },
        )
      }
    >
      <TextAreaField
        label={t('problems.resolution')}
        description={t('problems.resolutionHint')}
        rows={3}
        maxLength={4000}
        value={resolution}
        onChange={setResolution}
      />
    </ConfirmDialog>
  );
}
