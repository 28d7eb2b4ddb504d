import type { PolicyDefaults } from '@callboard/backstage-plugin-reservations-common';
import { NumberField, Select, Switch, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { type RuleName, withRule } from '../../lib/rules';
import { DurationField } from './DurationField';
import { QuotasField } from './QuotasField';
import {
  ApprovalPart,
  CertificationsPart,
  CheckInPart,
  OffHoursPart,
} from './RuleParts';
import styles from './Rules.module.css';
import { useRuleTexts } from './useRuleTexts';

const OPENING = ['within', 'edges', 'ignore'] as const;
const TYPE = 'type';
const LENGTHS = ['minMinutes', 'maxMinutes', 'noticeMinutes'] as const;

/** What a rule begins with when it is switched on. */
const FIRST: Required<
  Pick<
    PolicyDefaults,
    | 'quotas'
    | 'approval'
    | 'certifications'
    | 'projectRequired'
    | 'checkIn'
    | 'offHours'
    | 'holdMinutes'
  >
> = {
  quotas: [{ per: 'owner', of: 'hours', amount: 40, in: 'week' }],
  approval: { required: true },
  certifications: [],
  projectRequired: true,
  checkIn: { withinMinutes: 15 },
  offHours: { at: '20:00' },
  holdMinutes: 30,
};

/**
 * The rules of a type, or those in which a resource differs from its type
 * (`ofType`): each rule that is not its own is shown as the type has it.
 */
export function RulesEditor(props: {
  rules: PolicyDefaults;
  ofType?: PolicyDefaults;
  hint: string;
  readOnly?: boolean;
  problem: (path: string) => string | undefined;
  onChange: (rules: PolicyDefaults) => void;
}) {
  const { rules, ofType, hint, readOnly, problem, onChange } = props;
  const { t } = useTranslation();
  const texts = useRuleTexts();
  const set = <Name extends RuleName>(
    name: Name,
    value: PolicyDefaults[Name] | undefined,
  ) => onChange(withRule(rules, name, value));
  const asType = (name: RuleName, shown?: PolicyDefaults) => {
    const said = ofType && texts.one(name, shown ?? ofType);
    return said ? t('rules.asType', { rule: said }) : undefined;
  };
  const lengthHint = (name: (typeof LENGTHS)[number]) =>
    rules[name] === undefined && ofType?.[name] !== undefined
      ? asType(name === 'maxMinutes' ? 'minMinutes' : name, {
          [name]: ofType[name],
        })
      : undefined;
  const rule = <Name extends keyof typeof FIRST>(
    name: Name,
    title: string,
    parts: (value: NonNullable<PolicyDefaults[Name]>) => ReactNode,
  ) => {
    const value = rules[name];
    return (
      <Rule
        title={ofType ? t('rules.own', { rule: title }) : title}
        hint={ofType && (asType(name) ?? t('rules.asTypeNone'))}
        isOwn={value !== undefined}
        readOnly={readOnly}
        onOwn={own =>
          set(
            name,
            own
              ? ((ofType?.[name] ?? FIRST[name]) as PolicyDefaults[Name])
              : undefined,
          )
        }
      >
        {value !== undefined && parts(value!)}
      </Rule>
    );
  };
  return (
    <fieldset className={styles.rules} disabled={readOnly}>
      <legend>{t('rules.title')}</legend>
      <Text as="p" variant="body-small" color="secondary">
        {hint}
      </Text>
      <Select
        label={t('rules.opening')}
        isDisabled={readOnly}
        options={[
          ...(ofType
            ? [
                {
                  id: TYPE,
                  label: t('rules.asType', {
                    rule: t(`rules.opening.${ofType.openingHours ?? 'within'}`),
                  }),
                },
              ]
            : []),
          ...OPENING.map(id => ({ id, label: t(`rules.opening.${id}`) })),
        ]}
        value={rules.openingHours ?? (ofType ? TYPE : 'within')}
        onChange={key =>
          set(
            'openingHours',
            OPENING.find(id => id === key),
          )
        }
      />
      {LENGTHS.map(name => (
        <DurationField
          key={name}
          label={t(`rules.${name}`)}
          description={lengthHint(name)}
          minutes={rules[name]}
          problem={problem(name)}
          onChange={minutes => set(name, minutes)}
        />
      ))}
      <NumberField
        label={t('rules.horizonDays')}
        description={
          rules.horizonDays === undefined ? asType('horizonDays') : undefined
        }
        formatOptions={{ useGrouping: false, maximumFractionDigits: 0 }}
        value={rules.horizonDays ?? NaN}
        onChange={days =>
          set('horizonDays', Number.isNaN(days) ? undefined : days)
        }
        validationBehavior="aria"
        validate={() => problem('horizonDays') ?? null}
      />
      {rule('quotas', t('rules.quotas'), quotas => (
        <QuotasField
          quotas={quotas}
          problem={index => problem(`quotas/${index}/amount`)}
          onChange={value => set('quotas', value)}
        />
      ))}
      {rule('approval', t('rules.approval'), value => (
        <ApprovalPart
          value={value}
          readOnly={readOnly}
          onChange={approval => set('approval', approval)}
        />
      ))}
      {rule('certifications', t('rules.certifications'), value => (
        <CertificationsPart
          value={value}
          onChange={names => set('certifications', names)}
        />
      ))}
      {rule('projectRequired', t('rules.project'), value => (
        <Switch
          label={t('rules.project.required')}
          isSelected={value}
          isDisabled={readOnly}
          onChange={required => set('projectRequired', required)}
        />
      ))}
      {rule('checkIn', t('rules.checkIn'), value => (
        <CheckInPart value={value} onChange={one => set('checkIn', one)} />
      ))}
      {rule('offHours', t('rules.offHours'), value => (
        <OffHoursPart value={value} onChange={one => set('offHours', one)} />
      ))}
      {rule('holdMinutes', t('rules.hold'), value => (
        <DurationField
          label={t('rules.hold.minutes')}
          minutes={value}
          onChange={(minutes = 30) => set('holdMinutes', minutes)}
        />
      ))}
    </fieldset>
  );
}

/** A rule that is there or not; beneath it what it says. */
function Rule(props: {
  title: string;
  hint?: string;
  isOwn: boolean;
  readOnly?: boolean;
  onOwn: (own: boolean) => void;
  children: ReactNode;
}) {
  const { title, hint, isOwn, readOnly, onOwn, children } = props;
  return (
    <div className={styles.rule}>
      <Switch
        label={title}
        isSelected={isOwn}
        isDisabled={readOnly}
        onChange={onOwn}
      />
      {isOwn ? (
        <div className={styles.parts}>{children}</div>
      ) : (
        hint && (
          <Text as="p" variant="body-small" color="secondary">
            {hint}
          </Text>
        )
      )}
    </div>
  );
}
