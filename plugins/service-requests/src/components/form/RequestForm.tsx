import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import type {
  Offering,
  Options,
  Request,
} from '@callboard/backstage-plugin-service-requests-common';
import { focusFirstWrong, Notice, useTold } from '@callboard/frontend-kit';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { usePreview } from '../../hooks/usePreview';
import { useTranslation } from '../../hooks/useTranslation';
import { isRequestable } from '../../lib/categories';
import {
  type Draft,
  type DraftItem,
  draftBody,
  isAllChanges,
  itemName,
  newItem,
  type Owner,
} from '../../lib/draft';
import { denials } from '../../lib/verdicts';
import { requestRouteRef } from '../../routes';
import { isPriced, useDeltaText } from '../common/CostView';
import { AddItem } from './AddItem';
import { DetailFields } from './DetailFields';
import styles from './Form.module.css';
import { ItemFields } from './ItemFields';
import { FixedPlace, PlaceFields } from './PlaceFields';
import { PreviewPanel } from './PreviewPanel';
import { Refusal } from './Refusal';
import { RemarksContext } from './remarks';
import { useHandIn } from './useHandIn';
import { useRemarks } from './useRemarks';
import { useDraftWords } from './useWords';

/** Asks for services, or changes what was asked for; beside it what that means. */
export function RequestForm(props: {
  initial: Draft;
  options: Options;
  offerings: Offering[];
  owners: readonly Owner[];
  /** The request that is changed. */
  edited?: Request;
  onReload: () => void;
}) {
  const { initial, options, offerings, owners, edited, onReload } = props;
  const { t } = useTranslation();
  const { told } = useTold();
  const navigate = useNavigate();
  const requestRoute = useRouteRef(requestRouteRef);
  const deltaText = useDeltaText();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(initial);
  const [overrideReason, setOverrideReason] = useState('');
  const change = (changes: Partial<Draft>) =>
    setDraft(current => ({ ...current, ...changes }));

  const environment = options.environments.find(
    ({ name }) => name === draft.environment,
  );
  const words = useDraftWords(draft, offerings, environment);
  const body = useMemo(() => draftBody(draft, edited?.id), [draft, edited]);
  const { preview, error, isCurrent, refetch } = usePreview(body);
  const { handIn, refused, isStale, ...handing } = useHandIn({
    edited,
    onDone: request => {
      const href = requestRoute?.({ id: request.id });
      told(t(request.status === 'draft' ? 'form.saved' : 'form.handedIn'));
      if (href) navigate(href);
    },
  });
  const { remarks, isTried, tried } = useRemarks(preview, refused);
  const verdicts = preview?.verdicts ?? refused.verdicts;
  const denied = denials(verdicts);
  const mayOverride = options.actions.includes('override-policy');
  const isOverriding = mayOverride && overrideReason.trim() !== '';
  const isUnderReview =
    edited !== undefined && !edited.actions.includes('submit');
  const nextRevision = String((edited?.revision ?? 0) + 1);

  const submit = () => {
    tried();
    const isWrong =
      !draft.owner ||
      (isCurrent &&
        preview &&
        (preview.fields.length > 0 || (denied.length > 0 && !isOverriding)));
    if (isWrong) {
      // After the problems are drawn, which are what it looks for.
      setTimeout(() => form.current && focusFirstWrong(form.current));
      return;
    }
    handIn(draft, words.title, {
      submit: true,
      ...(denied.length > 0 &&
        isOverriding && { override: { reason: overrideReason.trim() } }),
    });
  };

  const changeItem = (index: number, item: DraftItem) =>
    change({ items: draft.items.with(index, item) });

  return (
    <RemarksContext.Provider value={remarks}>
      <form
        ref={form}
        className={styles.layout}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={styles.form}>
          {isUnderReview && (
            <p className={styles.warning}>
              {t('form.newRevision', { revision: nextRevision })}
            </p>
          )}
          {isAllChanges(draft) ? (
            <FixedPlace draft={draft} options={options} />
          ) : (
            <PlaceFields draft={draft} options={options} onChange={change} />
          )}
          {draft.items.map((item, index) => (
            <ItemFields
              key={item.key}
              item={item}
              index={index}
              offering={offerings.find(({ name }) => name === item.offering)}
              onChange={changed => changeItem(index, changed)}
              onRemove={
                draft.items.length > 1
                  ? () => change({ items: draft.items.toSpliced(index, 1) })
                  : undefined
              }
            />
          ))}
          <DetailFields
            draft={draft}
            owners={owners}
            ownersOpen={options.ownersOpen}
            suggestedTitle={words.title}
            environment={environment}
            onChange={change}
          />
          {!isAllChanges(draft) && (
            <AddItem
              offerings={offerings.filter(isRequestable)}
              onAdd={offering =>
                change({
                  items: [
                    ...draft.items,
                    newItem(offering, crypto.randomUUID()),
                  ],
                })
              }
            />
          )}
          {mayOverride && denied.length > 0 && (
            <TextAreaField
              label={t('form.override')}
              description={t('form.overrideHint')}
              maxLength={200}
              value={overrideReason}
              onChange={setOverrideReason}
            />
          )}
          {isStale ? (
            <Notice
              status="warning"
              title={t('form.stale.title')}
              description={t('form.stale.text')}
              action={{ label: t('form.stale.reload'), onPress: onReload }}
            />
          ) : (
            <Refusal
              error={handing.error}
              denied={denied}
              isTried={isTried && !isOverriding}
            />
          )}
        </div>
        <div className={styles.side}>
          <PreviewPanel
            preview={preview}
            verdicts={verdicts}
            isCurrent={isCurrent}
            error={error}
            onRetry={refetch}
            nameOf={index =>
              draft.items.length > 1 && draft.items[index]
                ? itemName(draft.items[index]) || draft.items[index].offering
                : undefined
            }
          />
        </div>
        <div className={styles.footer}>
          <Button type="submit" variant="primary" isPending={handing.isPending}>
            {isUnderReview
              ? t('form.saveRevision', { revision: nextRevision })
              : words.submit}
          </Button>
          {!isUnderReview && (
            <Button
              variant="secondary"
              isDisabled={handing.isPending}
              onPress={() => handIn(draft, words.title, { submit: false })}
            >
              {t('form.saveDraft')}
            </Button>
          )}
          {preview?.cost && isPriced(preview.cost) && (
            <span className={styles.sum}>{deltaText(preview.cost)}</span>
          )}
        </div>
      </form>
    </RemarksContext.Provider>
  );
}
