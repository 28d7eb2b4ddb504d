import { Button, TextAreaField } from '@backstage/ui';
import {
  type Offering,
  ServiceRequestsError,
} from '@callboard/backstage-plugin-service-requests-common';
import {
  Drawer,
  ErrorPanel,
  Notice,
  useTold,
  useWords,
} from '@callboard/frontend-kit';
import { type FormEvent, useId, useRef, useState } from 'react';
import {
  useCreateOffering,
  useUpdateOffering,
} from '../../hooks/useOfferingChanges';
import { type Translate, useTranslation } from '../../hooks/useTranslation';
import {
  DocumentSyntaxError,
  type OfferingDocument,
  readDocument,
} from '../../lib/offeringDocument';
import styles from './OfferingForm.module.css';

/** A document to write: a new offering, or the next version `of` one. */
export function OfferingForm(props: {
  text: string;
  of?: Offering;
  onClose: () => void;
  onSaved: (name: string) => void;
}) {
  const { of, onClose } = props;
  const { t } = useTranslation();
  const word = useWords();
  const id = useId();
  const [text, setText] = useState(props.text);
  const { save, isPending, error } = useSaving(of, props.onSaved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) save(text);
  };
  return (
    <Drawer
      title={
        of
          ? t('offerings.form.edit', { title: of.title })
          : t('offerings.form.new')
      }
      onClose={onClose}
      width={800}
      sticky={text !== props.text}
      footer={
        <>
          <Button variant="secondary" onPress={onClose}>
            {word('action.cancel')}
          </Button>
          <Button
            type="submit"
            form={id}
            variant="primary"
            isPending={isPending}
          >
            {of
              ? t('offerings.form.save', { version: String(of.version + 1) })
              : t('offerings.form.create')}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={submit} noValidate>
        {Boolean(error) && <Problems error={error} />}
        <TextAreaField
          className={styles.document}
          label={t('offerings.form.document')}
          rows={28}
          spellCheck="false"
          value={text}
          onChange={setText}
        />
      </form>
    </Drawer>
  );
}

/** Reads what was typed and sends it; `error` is whatever stood in the way. */
function useSaving(of: Offering | undefined, onSaved: (name: string) => void) {
  const { t } = useTranslation();
  const { told } = useTold();
  const create = useCreateOffering();
  const update = useUpdateOffering();
  const [unread, setUnread] = useState<unknown>();
  const sent = useRef({ text: '', key: '' });
  const onSuccess = ({ name, title, version }: Offering) => {
    told(
      of
        ? t('offerings.form.saved', { title, version: String(version) })
        : t('offerings.form.created', { title }),
    );
    onSaved(name);
  };
  const save = (text: string) => {
    let document: OfferingDocument;
    try {
      document = readDocument(text);
    } catch (problem) {
      setUnread(problem);
      return;
    }
    setUnread(undefined);
    if (of) {
      update.mutate({ of, change: { document } }, { onSuccess });
      return;
    }
    // The same text again is a retry, another one is another offering.
    if (sent.current.text !== text) {
      sent.current = { text, key: crypto.randomUUID() };
    }
    create.mutate(
      { document, idempotencyKey: sent.current.key },
      { onSuccess },
    );
  };
  const sending = of ? update : create;
  return {
    save,
    isPending: sending.isPending,
    error: unread ?? sending.error,
  };
}

/** What is wrong, each at the place in the document where it is. */
function Problems({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const problems = problemsOf(error, t);
  if (problems.length === 0) {
    return (
      <ErrorPanel title={t('offerings.form.notSaved')} error={error} mutation />
    );
  }
  return (
    <Notice
      status="danger"
      title={t('offerings.form.notSaved')}
      description={
        <ul className={styles.problems} aria-label={t('offerings.form.wrong')}>
          {problems.map(({ place, message }) => (
            <li key={`${place} ${message}`}>
              {place && <code>{place}</code>} {message}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function problemsOf(
  error: unknown,
  t: Translate,
): { place?: string; message: string }[] {
  if (error instanceof DocumentSyntaxError) {
    const { line, message } = error;
    return [
      {
        message:
          line === undefined
            ? t('offerings.form.notADocument')
            : t('offerings.form.syntax', { line: String(line), message }),
      },
    ];
  }
  if (!(error instanceof ServiceRequestsError) || error.status !== 400) {
    return [];
  }
  return error.fields.length > 0
    ? error.fields.map(({ field, message }) => ({
        place: field.replace(/^document\/?/, '') || t('offerings.form.whole'),
        message,
      }))
    : [{ message: error.message }];
}
