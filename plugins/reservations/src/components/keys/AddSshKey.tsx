import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useErrorText, useWords } from '@callboard/frontend-kit';
import { type FormEvent, useState } from 'react';
import { useAddSshKey } from '../../hooks/useSshKeys';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './SshKeys.module.css';

/** Takes a pasted public key; what is wrong with it is said at the field. */
export function AddSshKey(props: { onClose: () => void }) {
  const { onClose } = props;
  const { t } = useTranslation();
  const textOf = useErrorText();
  const word = useWords();
  const toast = useApi(toastApiRef);
  const { mutate, isPending, error, reset } = useAddSshKey();
  const [publicKey, setPublicKey] = useState('');
  const [title, setTitle] = useState('');
  const problem = problemOf(error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate(
      { publicKey, title: title.trim() || undefined },
      {
        onSuccess: key => {
          toast.post({
            title: t('keys.added', { title: key.title }),
            status: 'success',
          });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      width={560}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      <form onSubmit={submit}>
        <DialogHeader>{t('keys.add')}</DialogHeader>
        <DialogBody>
          <div className={styles.form}>
            <div>
              <TextAreaField
                label={t('keys.publicKey')}
                description={t('keys.publicKeyHint')}
                rows={4}
                value={publicKey}
                isInvalid={problem !== undefined}
                onChange={value => {
                  setPublicKey(value);
                  reset();
                }}
              />
              {problem && (
                <p className={styles.problem} role="alert">
                  {t('keys.problem', { problem })}
                </p>
              )}
            </div>
            <TextField
              label={t('keys.name')}
              description={t('keys.nameHint')}
              value={title}
              onChange={setTitle}
            />
            {error && !problem && (
              <Alert
                status="danger"
                icon
                title={t('keys.notAdded')}
                description={textOf(error)}
              />
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={onClose}>
            {word('action.back')}
          </Button>
          <Button
            variant="primary"
            type="submit"
            isPending={isPending}
            isDisabled={publicKey.trim() === ''}
          >
            {t('keys.add')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** What the server says of the key, without the field's name before it. */
function problemOf(error: unknown): string | undefined {
  const fields = error instanceof ReservationsRequestError ? error.fields : [];
  return fields
    .find(({ field }) => field === 'publicKey')
    ?.message.replace(/^publicKey /, '');
}
