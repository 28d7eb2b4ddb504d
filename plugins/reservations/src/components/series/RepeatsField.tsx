import {
  describeRule,
  formatRule,
  type Weekday,
  WEEKDAYS,
} from '@callboard/backstage-plugin-reservations-common';
import { useLanguage } from '@callboard/frontend-kit';
import {
  Button,
  NumberField,
  Radio,
  RadioGroup,
  Select,
  TextField,
  ToggleButton,
} from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import {
  asTyped,
  dayOf,
  type Repeat,
  REPEATS,
  repeatsFrom,
  type RepeatValues,
  ruleOf,
  ruleProblem,
  weekdaysOf,
} from '../../lib/repeats';
import { DayField } from './DayField';
import styles from './Series.module.css';

const BY_WEEK: readonly Repeat[] = ['weekly', 'biweekly'];

/** Whether a booking repeats, how, and until when; with the rule behind it. */
export function RepeatsField(props: {
  value: RepeatValues | undefined;
  start: string;
  zone: string;
  /** It repeats in any case. */
  always?: boolean;
  onChange: (value: RepeatValues) => void;
}) {
  const { start, zone, always } = props;
  const { t } = useTranslation();
  const value = props.value ?? repeatsFrom(start, zone);
  // Another rule has other occurrences: what was taken out is forgotten.
  const change = (more: Partial<RepeatValues>) =>
    props.onChange({ ...value, exdates: [], ...more });
  return (
    <>
      <Select
        label={t('series.repeats')}
        options={REPEATS.filter(id => !always || id !== 'never').map(id => ({
          id,
          label: t(`series.repeat.${id}`),
        }))}
        value={value.repeat}
        onChange={key => {
          const repeat = (key ?? 'never') as Repeat;
          const typed = repeat === 'rule' ? asTyped(value, start, zone) : {};
          change({ ...typed, repeat });
        }}
      />
      {value.repeat !== 'never' && (
        <div className={styles.repeats}>
          {BY_WEEK.includes(value.repeat) && (
            <Days
              value={weekdaysOf(value, start, zone)}
              onChange={days => change({ days })}
            />
          )}
          {value.repeat === 'rule' ? (
            <TextField
              label={t('series.rule')}
              value={value.text}
              maxLength={500}
              onChange={text => change({ text })}
            />
          ) : (
            <Ends value={value} onChange={change} />
          )}
          <RuleInWords
            value={value}
            start={start}
            zone={zone}
            onEdit={() => change(asTyped(value, start, zone))}
          />
        </div>
      )}
    </>
  );
}

function Days(props: {
  value: Weekday[];
  onChange: (days: Weekday[]) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const name = (index: number, weekday: 'short' | 'long') =>
    new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(
      Date.UTC(1970, 0, 5 + index),
    );
  return (
    <div className={styles.days} role="group" aria-label={t('series.days')}>
      {WEEKDAYS.map((day, index) => (
        <ToggleButton
          key={day}
          aria-label={name(index, 'long')}
          isSelected={value.includes(day)}
          onChange={chosen =>
            onChange(
              WEEKDAYS.filter(one =>
                one === day ? chosen : value.includes(one),
              ),
            )
          }
        >
          {name(index, 'short')}
        </ToggleButton>
      ))}
    </div>
  );
}

function Ends(props: {
  value: RepeatValues;
  onChange: (more: Partial<RepeatValues>) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.ends}>
      <RadioGroup
        label={t('series.ends')}
        orientation="horizontal"
        value={value.ends}
        onChange={ends => onChange({ ends: ends as RepeatValues['ends'] })}
      >
        <Radio value="count">{t('series.endsCount')}</Radio>
        <Radio value="until">{t('series.endsUntil')}</Radio>
      </RadioGroup>
      {value.ends === 'count' ? (
        <NumberField
          label={t('series.count')}
          minValue={1}
          maxValue={366}
          value={value.count}
          onChange={count => onChange({ count: count || 1 })}
        />
      ) : (
        <DayField
          label={t('series.until')}
          value={value.until}
          onChange={until => onChange({ until })}
        />
      )}
    </div>
  );
}

/** "Every 2 weeks on Monday, 10 times", and what says so to machines. */
function RuleInWords(props: {
  value: RepeatValues;
  start: string;
  zone: string;
  onEdit: () => void;
}) {
  const { value, start, zone, onEdit } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const rule = ruleOf(value, start, zone);
  const problem = ruleProblem(value);
  if (problem) {
    return (
      <p className={styles.problem} role="alert">
        {t('series.ruleProblem', { problem })}
      </p>
    );
  }
  return rule ? (
    <div className={styles.words}>
      <p>{describeRule(rule, { day: dayOf(start, zone) }, language)}</p>
      {value.repeat !== 'rule' && (
        <div className={styles.behind}>
          <code>{formatRule(rule)}</code>
          <Button size="small" variant="tertiary" onPress={onEdit}>
            {t('series.editRule')}
          </Button>
        </div>
      )}
    </div>
  ) : null;
}
