import type {
  PolicyDefaults,
  Quota,
} from '@callboard/backstage-plugin-reservations-common';
import { MINUTE_MS } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { TimeFormat, useTimeFormat } from '../../hooks/useTimeFormat';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import type { RuleName } from '../../lib/rules';

const NAMES: RuleName[] = [
  'openingHours',
  'minMinutes',
  'noticeMinutes',
  'horizonDays',
  'quotas',
  'certifications',
  'projectRequired',
  'approval',
  'checkIn',
  'offHours',
  'holdMinutes',
];

/** Rules as sentences: all of them, or what one of them says. */
export function useRuleTexts() {
  const { t } = useTranslation();
  const format = useTimeFormat();
  return useMemo(() => {
    const words = { t, format };
    return {
      /** The sentence of each rule that is set. */
      all: (rules: PolicyDefaults) =>
        NAMES.flatMap(name => sentencesOf(name, rules, words)),
      /** What is said about one; undefined where it is not set. */
      one: (name: RuleName, rules: PolicyDefaults): string | undefined =>
        sentencesOf(name, rules, words).join('. ') || undefined,
      amount: (quota: Pick<Quota, 'of'>, n: number) => amountText(quota, n, t),
    };
  }, [t, format]);
}

interface Words {
  t: Translate;
  format: TimeFormat;
}

type Say = (rules: PolicyDefaults, words: Words) => (string | undefined)[];

const SENTENCES: Partial<Record<RuleName, Say>> = {
  openingHours: ({ openingHours }, { t }) => [
    openingHours && t(`rules.opening.${openingHours}`),
  ],
  minMinutes: ({ minMinutes, maxMinutes }, { t, format }) => {
    const [min, max] = [minMinutes, maxMinutes].map(
      minutes => minutes && format.duration(minutes * MINUTE_MS),
    );
    if (min && max) {
      return [t('rules.say.between', { min, max })];
    }
    return [
      min ? t('rules.say.min', { min }) : undefined,
      max ? t('rules.say.max', { max }) : undefined,
    ];
  },
  noticeMinutes: ({ noticeMinutes }, { t, format }) => [
    noticeMinutes
      ? t('rules.say.notice', {
          notice: format.duration(noticeMinutes * MINUTE_MS),
        })
      : undefined,
  ],
  horizonDays: ({ horizonDays: count }, { t }) => [
    count === undefined ? undefined : t('rules.say.horizon', { count }),
  ],
  quotas: ({ quotas = [] }, { t }) =>
    quotas.map(quota =>
      t('rules.say.quota', {
        who: t(`rules.per.${quota.per}`),
        amount: amountText(quota, quota.amount, t),
        when: t(`rules.in.${quota.in}`),
      }),
    ),
  approval: ({ approval }, { t, format }) => {
    if (!approval) {
      return [];
    }
    if (!approval.required) {
      return [t('rules.say.approvalNone')];
    }
    return [
      approval.overMinutes
        ? t('rules.say.approvalOver', {
            over: format.duration(approval.overMinutes * MINUTE_MS),
          })
        : t('rules.say.approval'),
    ];
  },
  certifications: ({ certifications }, { t }) => {
    if (!certifications) {
      return [];
    }
    return [
      certifications.length > 0
        ? t('rules.say.certifications', { names: certifications.join(', ') })
        : t('rules.say.certificationsNone'),
    ];
  },
  projectRequired: ({ projectRequired }, { t }) =>
    projectRequired === undefined
      ? []
      : [t(projectRequired ? 'rules.say.project' : 'rules.say.projectNone')],
  checkIn: ({ checkIn }, { t, format }) =>
    checkIn
      ? [
          t('rules.say.checkIn', {
            within: format.duration(checkIn.withinMinutes * MINUTE_MS),
          }),
          checkIn.noShows === undefined
            ? undefined
            : t('rules.say.noShows', {
                count: checkIn.noShows,
                days: String(checkIn.restrictDays ?? 14),
              }),
        ]
      : [],
  offHours: ({ offHours }, { t }) => [
    offHours && t('rules.say.offHours', { at: offHours.at }),
  ],
  holdMinutes: ({ holdMinutes }, { t, format }) => [
    holdMinutes === undefined
      ? undefined
      : t('rules.say.hold', { hold: format.duration(holdMinutes * MINUTE_MS) }),
  ],
};

function sentencesOf(
  name: RuleName,
  rules: PolicyDefaults,
  words: Words,
): string[] {
  const said = SENTENCES[name]?.(rules, words) ?? [];
  return said.filter(sentence => sentence !== undefined);
}

function amountText({ of }: Pick<Quota, 'of'>, n: number, t: Translate) {
  const rounded = Math.round(n * 100) / 100;
  return of === 'hours'
    ? t('rules.amount.hours', { n: String(rounded) })
    : t(`rules.amount.${of}`, { count: rounded });
}
