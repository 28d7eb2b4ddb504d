import type {
  Environment,
  Offering,
  Operation,
} from '@callboard/backstage-plugin-service-requests-common';
import { useLanguage } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { type Draft, itemName } from '../../lib/draft';

const NAMED_AT_MOST = 3;

/** What a draft is called, and what handing it in does. */
export function useDraftWords(
  draft: Draft,
  offerings: readonly Offering[],
  environment: Environment | undefined,
) {
  const { t } = useTranslation();
  const language = useLanguage();
  const where = environment?.title ?? draft.environment;
  const titleOf = (name: string) =>
    offerings.find(offering => offering.name === name)?.title ?? name;
  const list = (names: string[]) =>
    names.length > NAMED_AT_MOST
      ? t('form.services', { number: String(names.length) })
      : new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
  const operations = new Set(draft.items.map(({ operation }) => operation));
  const only: Operation | undefined =
    operations.size === 1 ? [...operations][0] : undefined;
  const plainTitles = draft.items.map(item => titleOf(item.offering));
  const named = draft.items.map(item =>
    [titleOf(item.offering), itemName(item)].filter(Boolean).join(' '),
  );
  const key = only ?? 'several';
  return {
    title: t(`form.title.${key}`, { what: list(named), where }),
    submit: t(`form.submit.${key}`, {
      what: list(only === 'create' ? plainTitles : named),
      where,
    }),
  };
}
