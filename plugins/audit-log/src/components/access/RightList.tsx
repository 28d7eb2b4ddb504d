// On a small screen rows are laid out as cards. Browsers then forget that they
// are a table, unless the roles say so.
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { Right } from '@callboard/backstage-plugin-audit-log-common';
import { EntityLink } from '@callboard/frontend-kit';
import { RiFilter3Line } from '@remixicon/react';
import { ButtonIcon } from '@backstage/ui';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { nameIn } from '../../lib/refs';
import { Actor } from '../common/Actor';
import styles from './RightList.module.css';

/** Rights by person: who is named once, then what they have. */
export function RightList(props: {
  rights: Right[];
  onThrough: (ref: string) => void;
}) {
  const { rights, onThrough } = props;
  const { t } = useTranslation();
  return (
    <table className={styles.table} aria-label={t('access.label')} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <Heading>{t('access.head.who')}</Heading>
          <Heading>{t('access.head.role')}</Heading>
          <Heading>{t('access.head.where')}</Heading>
          <Heading>{t('access.head.through')}</Heading>
          <Heading>{t('access.head.since')}</Heading>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rights.map((right, index) => (
          <Row
            key={keyOf(right)}
            right={right}
            isFirst={rights[index - 1]?.principal !== right.principal}
            onThrough={onThrough}
          />
        ))}
      </tbody>
    </table>
  );
}

function keyOf({ principal, role, scope, through }: Right): string {
  return JSON.stringify([principal, role, scope, through]);
}

function Heading(props: { children: string }) {
  return (
    <th scope="col" role="columnheader">
      {props.children}
    </th>
  );
}

function Row(props: {
  right: Right;
  isFirst: boolean;
  onThrough: (ref: string) => void;
}) {
  const { right, isFirst, onThrough } = props;
  const { t } = useTranslation();
  return (
    <tr role="row" data-first={isFirst || undefined}>
      <th scope="row" role="rowheader" className={styles.who}>
        <Actor
          actor={
            right.kind === 'service'
              ? `external:${right.principal.replace(/^external:/, '')}`
              : right.principal
          }
          title={right.title}
        />
      </th>
      <td role="cell">
        <span className={styles.role}>{t(`access.role.${right.role}`)}</span>{' '}
        <span className={styles.quiet}>{t(`access.can.${right.role}`)}</span>
      </td>
      <td role="cell">
        <Where right={right} />
      </td>
      <td role="cell">
        <Through right={right} onThrough={onThrough} />
      </td>
      <td role="cell">
        <Since right={right} />
      </td>
    </tr>
  );
}

function Where({ right }: { right: Right }) {
  const { t } = useTranslation();
  const { kind, siteRef, resourceRef, title } = right.scope;
  const ref = resourceRef ?? siteRef;
  return kind === 'everywhere' || !ref ? (
    <>{t('access.everywhere')}</>
  ) : (
    <EntityLink entityRef={ref} title={title} />
  );
}

function Through(props: { right: Right; onThrough: (ref: string) => void }) {
  const { right, onThrough } = props;
  const { t } = useTranslation();
  const { kind, ref, title } = right.through;
  const name = title ?? nameIn(ref);
  return (
    <span className={styles.through}>
      {kind === 'group' || kind === 'site' ? (
        <span>
          {t(`access.through.${kind}`, {
            name: <EntityLink entityRef={ref} title={title} />,
          })}
        </span>
      ) : (
        <span title={ref}>{t(`access.through.${kind}`)}</span>
      )}
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiFilter3Line />}
        aria-label={t('access.through.filter', { name })}
        onPress={() => onThrough(ref)}
      />
    </span>
  );
}

function Since({ right }: { right: Right }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { since, until } = right;
  return (
    <>
      {since ? (
        <time dateTime={since} title={format.exact(since)}>
          {format.moment(since)}
        </time>
      ) : (
        <span className={styles.quiet}>{t('access.since.unknown')}</span>
      )}
      {until && (
        <time
          className={styles.until}
          dateTime={until}
          title={format.exact(until)}
        >
          {t('access.until', { when: format.moment(until) })}
        </time>
      )}
    </>
  );
}
