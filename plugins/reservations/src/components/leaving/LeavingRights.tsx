import type { Commitments } from '@callboard/backstage-plugin-reservations-common';
import { Checkbox, Text } from '@backstage/ui';
import { Status } from '@callboard/frontend-kit';
import { Fragment, ReactNode } from 'react';
import { useSites } from '../../hooks/useInventory';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { LeavingPlan, Swept, SWEPT } from '../../lib/leaving';
import styles from '../people/People.module.css';
import { Part } from './LeavingBookings';

/** What lets them in: taken away, kind by kind, unless unticked. */
export function LeavingRights(props: {
  found: Commitments;
  plan: LeavingPlan;
  onChange?: (plan: LeavingPlan) => void;
}) {
  const { found, plan, onChange } = props;
  const { t } = useTranslation();
  const linesOf = useLines(found);
  const kinds = SWEPT.filter(what => found[what].length > 0);
  if (kinds.length === 0) {
    return null;
  }
  return (
    <Part title={t('leaving.rights')} hint={t('leaving.rightsHint')}>
      {kinds.map(what => (
        <div key={what} className={styles.kind}>
          {onChange ? (
            <Checkbox
              isSelected={plan.swept[what]}
              onChange={isSwept =>
                onChange({ ...plan, swept: { ...plan.swept, [what]: isSwept } })
              }
            >
              {t(`leaving.sweep.${what}`, { count: found[what].length })}
            </Checkbox>
          ) : (
            <Text weight="bold">
              {t(`leaving.count.${what}`, { count: found[what].length })}
            </Text>
          )}
          <ul>
            {linesOf[what].map((line, index) => (
              // They have no names of their own, and none is moved.
              <li key={index}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </Part>
  );
}

function useLines(found: Commitments): Record<Swept, ReactNode[]> {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const { data: sites } = useSites();
  const siteOf = (ref: string) =>
    sites?.find(({ entityRef }) => entityRef === ref)?.title ?? ref;
  return {
    memberships: found.memberships.map(({ title, role, since, lastAdmin }) => (
      <Fragment key={`${role} ${title}`}>
        {title}, {t(`members.role.${role}`)},{' '}
        {t('members.since', { day: format.day(since) })}{' '}
        {lastAdmin && <Status tone="warning">{t('leaving.lastAdmin')}</Status>}
      </Fragment>
    )),
    grants: found.grants.map(({ resourceRef, siteRef, from, until }) =>
      [
        resourceRef ? titleOf(resourceRef) : siteOf(siteRef),
        format.when(from, until),
      ].join(', '),
    ),
    keys: found.keys.map(({ title, fingerprint }) => (
      <Fragment key={fingerprint}>
        {title} <code>{fingerprint}</code>
      </Fragment>
    )),
    feedTokens: found.feedTokens.map(({ title }) => title),
  };
}
