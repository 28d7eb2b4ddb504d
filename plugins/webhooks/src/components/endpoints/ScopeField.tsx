import { Select, Text, TextField } from '@backstage/ui';
import type {
  Scope,
  ScopeKind,
} from '@callboard/backstage-plugin-webhooks-common';
import { SCOPE_KINDS } from '@callboard/backstage-plugin-webhooks-common';
import { FieldProblem, useWords } from '@callboard/frontend-kit';
import { useDashboard } from '../../hooks/useEndpoints';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './EndpointForm.module.css';
import { useScopeOptions } from './useScopeOptions';

// These reach over every site.
const GLOBAL: ScopeKind[] = ['all', 'offering'];
const ANY_SITE = 'any';

/** What the events must be about. Only what the caller may choose is offered. */
export function ScopeField(props: {
  value: Scope;
  problem: string | undefined;
  isDisabled?: boolean;
  onChange: (scope: Scope) => void;
}) {
  const { value, problem, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const { data: rights } = useDashboard();
  const everywhere = rights?.createIn.everywhere ?? false;
  const kinds = SCOPE_KINDS.filter(
    kind => everywhere || kind === value.kind || !GLOBAL.includes(kind),
  );
  return (
    <div className={styles.group}>
      <Select
        label={t('form.scope')}
        selectionMode="single"
        isDisabled={isDisabled}
        options={kinds.map(kind => ({
          id: kind,
          label: t(`form.scope.${kind}`),
        }))}
        value={value.kind}
        onChange={key => {
          const kind = kinds.find(candidate => candidate === key);
          if (kind && kind !== value.kind) onChange({ kind });
        }}
      />
      <ScopeRef
        value={value}
        everywhere={everywhere}
        isDisabled={isDisabled}
        onChange={onChange}
      />
      <FieldProblem problem={problem} />
      {value.kind !== 'all' && (
        <Text as="p" variant="body-small" color="secondary">
          {t('form.scopeHint')}
        </Text>
      )}
    </div>
  );
}

function ScopeRef(props: {
  value: Scope;
  everywhere: boolean;
  isDisabled: boolean | undefined;
  onChange: (scope: Scope) => void;
}) {
  const { value, everywhere, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const word = useWords();
  const { kind } = value;
  const { options, sites } = useScopeOptions(value);
  if (kind === 'all') {
    return null;
  }
  if (kind === 'offering') {
    return (
      <TextField
        label={t('form.scope.ref.offering')}
        isDisabled={isDisabled}
        value={value.ref ?? ''}
        onChange={ref => onChange({ ...value, ref })}
      />
    );
  }
  return (
    <>
      <Select
        label={t(`form.scope.ref.${kind}`)}
        placeholder={t('form.scope.choose')}
        selectionMode="single"
        search={{ placeholder: word('action.search') }}
        isDisabled={isDisabled}
        options={options}
        value={value.ref ?? null}
        onChange={key =>
          onChange({ ...value, ref: key === null ? undefined : String(key) })
        }
      />
      {kind === 'type' && (
        <Select
          label={t('form.scope.ref.typeSite')}
          placeholder={t('form.scope.choose')}
          selectionMode="single"
          isDisabled={isDisabled}
          options={
            everywhere
              ? [{ id: ANY_SITE, label: t('form.scope.anySite') }, ...sites]
              : sites
          }
          value={value.siteRef ?? (everywhere ? ANY_SITE : null)}
          onChange={key =>
            onChange({
              ...value,
              siteRef:
                key === null || key === ANY_SITE ? undefined : String(key),
            })
          }
        />
      )}
    </>
  );
}
