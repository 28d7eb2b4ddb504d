import type { SiteMember } from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Button, Checkbox, Text } from '@backstage/ui';
import { EntityLink, EntityName, Status } from '@callboard/frontend-kit';
import { useId } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from '../people/People.module.css';

export function memberKey({
  ref,
  role,
}: Pick<SiteMember, 'ref' | 'role'>): string {
  return `${role} ${ref}`;
}

/** Without `onChoose` it is only read. */
export function MemberList(props: {
  members: SiteMember[];
  chosen: ReadonlySet<string>;
  onChoose?: (chosen: ReadonlySet<string>) => void;
  onRemove: () => void;
}) {
  const { members, chosen, onChoose, onRemove } = props;
  const { t } = useTranslation();
  const keys = members.map(memberKey);
  const all = keys.length > 0 && keys.every(key => chosen.has(key));
  const choose = (some: string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const key of some) {
      if (isChosen) next.add(key);
      else next.delete(key);
    }
    onChoose?.(next);
  };
  return (
    <>
      {onChoose && (members.length > 1 || chosen.size > 0) && (
        <div className={styles.bar}>
          <Checkbox
            isSelected={all}
            isIndeterminate={!all && chosen.size > 0}
            onChange={isChosen => choose(keys, isChosen)}
          >
            {chosen.size > 0
              ? t('members.chosen', { count: chosen.size })
              : t('members.chooseAll', { count: members.length })}
          </Checkbox>
          {chosen.size > 0 && (
            <Button
              size="small"
              variant="secondary"
              destructive
              onPress={onRemove}
            >
              {t('members.remove')}
            </Button>
          )}
        </div>
      )}
      <BgProvider bg="neutral-1">
        <ul className={styles.list} aria-label={t('members.title')}>
          {members.map(member => (
            <Row
              key={memberKey(member)}
              member={member}
              isChosen={chosen.has(memberKey(member))}
              onChoose={
                onChoose && (isChosen => choose([memberKey(member)], isChosen))
              }
            />
          ))}
        </ul>
      </BgProvider>
      {members.length === 0 && (
        <Text color="secondary">{t('members.nothingFound')}</Text>
      )}
    </>
  );
}

function Row(props: {
  member: SiteMember;
  isChosen: boolean;
  onChoose?: (isChosen: boolean) => void;
}) {
  const { member, isChosen, onChoose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const id = useId();
  const { ref, role, since } = member;
  return (
    <li className={styles.row} data-chosen={isChosen}>
      {onChoose && (
        <Checkbox
          aria-labelledby={id}
          isSelected={isChosen}
          onChange={onChoose}
        />
      )}
      <div className={styles.text}>
        <span hidden id={id}>
          <EntityName entityRef={ref} />, {t(`members.role.${role}`)}
        </span>
        <EntityLink entityRef={ref} />
        <Text variant="body-small" color="secondary">
          {ref}
        </Text>
      </div>
      <div className={styles.fixed}>
        <Status tone={role === 'admin' ? 'info' : 'neutral'}>
          {t(`members.role.${role}`)}
        </Status>
      </div>
      <div className={styles.fixed}>
        <Text
          variant="body-small"
          color="secondary"
          title={format.exactAt(since)}
        >
          {t('members.since', { day: format.day(since) })}
        </Text>
      </div>
    </li>
  );
}
