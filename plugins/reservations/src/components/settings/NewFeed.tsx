import {
  CreatedFeedToken,
  FeedToken,
  ReservationsRequestError,
} from '@callboard/backstage-plugin-reservations-common';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Radio,
  RadioGroup,
  Select,
  TextField,
} from '@backstage/ui';
import { useErrorText, useWords } from '@callboard/frontend-kit';
import { FormEvent, useState } from 'react';
import { useCreateFeedToken } from '../../hooks/useFeedTokens';
import { useResources, useSites } from '../../hooks/useInventory';
import { useTranslation } from '../../hooks/useTranslation';
import styles from '../people/People.module.css';
import { FeedAddress } from './FeedAddress';
import { useScopeName } from './useScopeName';

type Kind = FeedToken['scope']['kind'];
const KINDS: Kind[] = ['personal', 'resource', 'site'];

/** Chooses what the feed shows; the address is then shown this once. */
export function NewFeed({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<CreatedFeedToken>();
  return (
    <Dialog
      isOpen
      width={600}
      // What is shown only once is not lost by a press beside it.
      isDismissable={!made}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      {made ? (
        <>
          <DialogHeader>{t('feeds.made', { title: made.title })}</DialogHeader>
          <DialogBody>
            <FeedAddress url={made.url ?? ''} />
          </DialogBody>
          <DialogFooter>
            <Button variant="primary" onPress={onClose}>
              {t('feeds.done')}
            </Button>
          </DialogFooter>
        </>
      ) : (
        <FeedForm onMade={setMade} onClose={onClose} />
      )}
    </Dialog>
  );
}

function FeedForm(props: {
  onMade: (feed: CreatedFeedToken) => void;
  onClose: () => void;
}) {
  const { onMade, onClose } = props;
  const { t } = useTranslation();
  const textOf = useErrorText();
  const word = useWords();
  const [kind, setKind] = useState<Kind>('personal');
  const [refs, setRefs] = useState<Partial<Record<Kind, string>>>({});
  const [title, setTitle] = useState('');
  const scope = { kind, ref: refs[kind] };
  const proposed = useScopeName(scope);
  const { mutate, isPending, error } = useCreateFeedToken();
  const isComplete = kind === 'personal' || Boolean(scope.ref);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!isComplete || isPending) return;
    mutate({ title: title.trim() || proposed, scope }, { onSuccess: onMade });
  };
  return (
    <form onSubmit={submit}>
      <DialogHeader>{t('feeds.add')}</DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          <RadioGroup
            label={t('feeds.what')}
            value={kind}
            onChange={value => setKind(value as Kind)}
          >
            {KINDS.map(one => (
              <Radio key={one} value={one}>
                {t(`feeds.kind.${one}`)}
              </Radio>
            ))}
          </RadioGroup>
          {kind !== 'personal' && (
            <PlaceField
              kind={kind}
              value={scope.ref}
              onChange={ref => setRefs({ ...refs, [kind]: ref })}
            />
          )}
          <TextField
            label={t('feeds.name')}
            description={t('feeds.nameHint')}
            placeholder={isComplete ? proposed : undefined}
            maxLength={200}
            value={title}
            onChange={setTitle}
          />
          {error && (
            <Alert
              status="danger"
              icon
              title={t('feeds.notMade')}
              description={
                error instanceof ReservationsRequestError && error.fields[0]
                  ? error.fields[0].message
                  : textOf(error)
              }
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
          isDisabled={!isComplete}
        >
          {t('feeds.create')}
        </Button>
      </DialogFooter>
    </form>
  );
}

const NONE: never[] = [];

function PlaceField(props: {
  kind: 'resource' | 'site';
  value: string | undefined;
  onChange: (ref: string | undefined) => void;
}) {
  const { kind, value, onChange } = props;
  const { t } = useTranslation();
  const { data: sites = NONE } = useSites();
  const { data: resources = NONE } = useResources();
  const things = kind === 'site' ? sites : resources;
  return (
    <Select
      label={t(kind === 'site' ? 'common.site' : 'feeds.resource')}
      placeholder={t('booking.choose')}
      search={{
        placeholder: t(
          kind === 'site' ? 'admin.site.search' : 'booking.searchResources',
        ),
      }}
      options={things.map(thing => ({
        id: thing.entityRef,
        label: thing.title,
      }))}
      value={value ?? null}
      onChange={key => onChange(key === null ? undefined : String(key))}
    />
  );
}
