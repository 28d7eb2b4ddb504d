import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SshKey } from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import { RiKey2Line } from '@remixicon/react';
import { useState } from 'react';
import { useRemoveSshKey, useSshKeys } from '../../hooks/useSshKeys';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import { AddSshKey } from './AddSshKey';
import styles from './SshKeys.module.css';

/** The public keys that what a person books may let them in with. */
export function SshKeys() {
  const { t } = useTranslation();
  const { data: keys, error, refetch } = useSshKeys();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<SshKey>();
  if (!keys) {
    return error ? (
      <ErrorPanel title={t('keys.notLoaded')} error={error} onRetry={refetch} />
    ) : (
      <RowsSkeleton rows={2} height={64} />
    );
  }
  const add = (
    <Button variant="secondary" onPress={() => setAdding(true)}>
      {t('keys.add')}
    </Button>
  );
  return (
    <div className={styles.panel}>
      {keys.length === 0 ? (
        <EmptyState
          icon={<RiKey2Line />}
          title={t('keys.empty')}
          description={t('keys.emptyHint')}
          action={add}
        />
      ) : (
        <>
          <div className={styles.head}>
            <Text as="p" color="secondary" className={styles.hint}>
              {t('keys.hint')}
            </Text>
            {add}
          </div>
          <ul className={styles.list} aria-label={t('keys.title')}>
            {keys.map(key => (
              <Row key={key.id} sshKey={key} onRemove={setRemoving} />
            ))}
          </ul>
        </>
      )}
      {adding && <AddSshKey onClose={() => setAdding(false)} />}
      {removing && (
        <RemoveSshKey
          sshKey={removing}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </div>
  );
}

function Row(props: { sshKey: SshKey; onRemove: (key: SshKey) => void }) {
  const { sshKey, onRemove } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { title, type, fingerprint, createdAt } = sshKey;
  return (
    <li className={styles.row}>
      <div className={styles.key}>
        <Text as="h3" weight="bold">
          {title}
        </Text>
        <code className={styles.fingerprint}>{fingerprint}</code>
        <Text variant="body-small" color="secondary">
          {type} ·{' '}
          <span title={format.exactAt(createdAt)}>
            {t('keys.addedOn', { relative: format.relative(createdAt) })}
          </span>
        </Text>
      </div>
      <Button
        size="small"
        variant="tertiary"
        aria-label={t('keys.removeNamed', { title })}
        onPress={() => onRemove(sshKey)}
      >
        {t('keys.remove')}
      </Button>
    </li>
  );
}

function RemoveSshKey(props: { sshKey: SshKey; onClose: () => void }) {
  const { sshKey, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const { mutate, isPending, error } = useRemoveSshKey();
  const { title } = sshKey;
  const remove = () =>
    mutate(sshKey.id, {
      onSuccess: () => {
        toast.post({ title: t('keys.removed', { title }), status: 'success' });
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title={t('keys.removeQuestion', { title })}
      action={t('keys.remove')}
      destructive
      isPending={isPending}
      error={error}
      onConfirm={remove}
      onClose={onClose}
    >
      <code className={styles.fingerprint}>{sshKey.fingerprint}</code>
      <p>{t('keys.removeHint')}</p>
    </ConfirmDialog>
  );
}
