import { useMemo } from 'react';
import { humanized } from '../lib/valueKind';
import { actionKey } from '../lib/sentence';
import { actions } from '../translations/actions';
import { useTranslation } from './useTranslation';

const BLANKS = { subject: '…', person: '…', group: '…' };

type GroupKey = keyof typeof actions & `group.${string}`;

/** Names of actions and of what they are about; their own where there are none. */
export function useActionWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      groupTitle: (group: string) => {
        const key = `group.${group}`;
        return Object.hasOwn(actions, key)
          ? t(key as GroupKey)
          : humanized(group);
      },
      /** `booked …` */
      actionTitle: (action: string) => {
        const key = actionKey(action);
        return key
          ? t(key as 'act.other', { action, ...BLANKS })
              .replace(/:? \(?…\)?/g, ' …')
              .replace(/ …$/, '')
          : action;
      },
    }),
    [t],
  );
}
