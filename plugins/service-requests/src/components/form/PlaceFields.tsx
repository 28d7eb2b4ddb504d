import {
  Checkbox,
  CheckboxGroup,
  Radio,
  RadioGroup,
  Select,
} from '@backstage/ui';
import type {
  Environment,
  Options,
} from '@callboard/backstage-plugin-service-requests-common';
import { EntityName } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { type Draft, regionsIn, suggestedEndDate } from '../../lib/draft';
import styles from './Form.module.css';
import { useRemark } from './remarks';
import { RemarkText } from './RemarkText';

type Props = {
  draft: Draft;
  options: Options;
  onChange: (changes: Partial<Draft>) => void;
};

/** Where something new is made. */
export function PlaceFields(props: Props) {
  const { draft, options } = props;
  const environment = options.environments.find(
    ({ name }) => name === draft.environment,
  );
  return (
    <>
      <EnvironmentField {...props} />
      {environment && <RegionFields {...props} environment={environment} />}
    </>
  );
}

const RADIOS_AT_MOST = 4;

function EnvironmentField({ draft, options, onChange }: Props) {
  const { t } = useTranslation();
  const implies = useImplications();
  const { remark, isInvalid, touch } = useRemark('environment');
  const choose = (name: string) => {
    const environment = options.environments.find(e => e.name === name);
    const before = options.environments.find(e => e.name === draft.environment);
    const isSuggested =
      draft.endDate === '' ||
      draft.endDate === suggestedEndDate(before, Date.now());
    touch();
    onChange({
      environment: name,
      regions: regionsIn(environment, draft.regions),
      ...(isSuggested && {
        endDate: suggestedEndDate(environment, Date.now()),
      }),
    });
  };
  const chosen = options.environments.find(e => e.name === draft.environment);
  if (options.environments.length > RADIOS_AT_MOST) {
    return (
      <div className={styles.field}>
        <Select
          label={t('form.environment')}
          selectionMode="single"
          isInvalid={isInvalid}
          description={chosen && implies(chosen)}
          options={options.environments.map(({ name, title }) => ({
            id: name,
            label: title,
          }))}
          value={draft.environment || null}
          onChange={key => key !== null && choose(String(key))}
        />
        <RemarkText remark={remark} />
      </div>
    );
  }
  return (
    <div className={styles.field}>
      <RadioGroup
        label={t('form.environment')}
        description={chosen && implies(chosen)}
        orientation="horizontal"
        value={draft.environment}
        isInvalid={isInvalid}
        onChange={choose}
      >
        {options.environments.map(({ name, title }) => (
          <Radio key={name} value={name}>
            {title}
          </Radio>
        ))}
      </RadioGroup>
      <RemarkText remark={remark} />
    </div>
  );
}

/** What choosing an environment brings with it, as a sentence. */
function useImplications() {
  const { t } = useTranslation();
  return (environment: Environment) =>
    [
      t('form.implies.reviewers', { count: environment.reviewers }),
      t(environment.autoMerge ? 'form.implies.auto' : 'form.implies.merge'),
      environment.requiresEndDate &&
        (environment.maxDays
          ? t('form.implies.endWithin', { count: environment.maxDays })
          : t('form.implies.end')),
    ]
      .filter(Boolean)
      .join(' · ');
}

function RegionFields(props: Props & { environment: Environment }) {
  const { draft, environment, onChange } = props;
  const { t } = useTranslation();
  const { remark, isInvalid, touch } = useRemark('regions');
  const { regions } = environment;
  if (regions.length === 1) {
    return (
      <div className={styles.fixed}>
        <span>{t('form.region')}</span>
        <span>
          {regions[0].title} ({regions[0].name})
        </span>
        <RemarkText remark={remark} />
      </div>
    );
  }
  return (
    <div className={styles.field}>
      <CheckboxGroup
        label={t('form.regions')}
        description={t('form.regionsHint')}
        orientation="horizontal"
        isInvalid={isInvalid}
        value={draft.regions}
        onChange={chosen => {
          touch();
          onChange({ regions: chosen });
        }}
      >
        {regions.map(({ name, title }) => (
          <Checkbox key={name} value={name}>
            {`${title} (${name})`}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <RemarkText
        remark={
          remark ??
          (draft.regions.length === 0
            ? { tone: 'danger', text: t('form.regionMissing') }
            : undefined)
        }
      />
    </div>
  );
}

/** Where what is changed already is. */
export function FixedPlace({ draft, options }: Omit<Props, 'onChange'>) {
  const { t } = useTranslation();
  const environment = options.environments.find(
    ({ name }) => name === draft.environment,
  );
  return (
    <p className={styles.place}>
      {environment?.title ?? draft.environment} · {draft.regions.join(', ')} ·{' '}
      {t('form.ownedBy')} <EntityName entityRef={draft.owner} />
    </p>
  );
}
