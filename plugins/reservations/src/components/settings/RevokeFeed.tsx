import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { FeedToken } from '@callboard/backstage-plugin-reservations-common';
import { useRevokeFeedToken } from '../../hooks/useFeedTokens';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';

export function RevokeFeed(props: { feed: FeedToken; onClose: () => void }) {
  const { feed, onClose } = props;
  const { title } = feed;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const { mutate, isPending, error } = useRevokeFeedToken();
  const revoke = () =>
    mutate(feed.id, {
      onSuccess: () => {
        toast.post({ title: t('feeds.revoked', { title }), status: 'success' });
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title={t('feeds.revokeQuestion', { title })}
      action={t('feeds.revoke')}
      destructive
      isPending={isPending}
      error={error}
      onConfirm={revoke}
      onClose={onClose}
    >
      <p>{t('feeds.revokeText')}</p>
    </ConfirmDialog>
  );
}
