import { EntityLink } from '@callboard/frontend-kit';
import {
  RiGroupLine,
  RiPlugLine,
  RiQuestionLine,
  RiRobot2Line,
  RiSettings4Line,
  RiUserLine,
} from '@remixicon/react';
import { Translate, useTranslation } from '../../hooks/useTranslation';
import { ActorKind, actorOf } from '../../lib/actor';
import styles from './Actor.module.css';

const ICONS = {
  person: RiUserLine,
  group: RiGroupLine,
  service: RiRobot2Line,
  plugin: RiPlugLine,
  system: RiSettings4Line,
  unknown: RiQuestionLine,
} satisfies Record<ActorKind, typeof RiUserLine>;

/** Who acted: people and groups linked, all others told apart by their sign. */
export function Actor(props: { actor: string; title?: string }) {
  const { actor, title } = props;
  const { t } = useTranslation();
  const { kind } = actorOf(actor);
  const Icon = ICONS[kind];
  const isEntity = kind === 'person' || kind === 'group';
  return (
    <span className={styles.actor} data-kind={kind}>
      <Icon
        size={16}
        className={styles.icon}
        role="img"
        aria-label={t(`actor.kind.${kind}`)}
      />{' '}
      {isEntity ? (
        <EntityLink entityRef={actor} title={title} />
      ) : (
        <span title={actor}>{title ?? actorName(actor, t)}</span>
      )}
    </span>
  );
}

/** What an actor is called who has no page in the catalog. */
export function actorName(actor: string, t: Translate): string {
  const { kind, name } = actorOf(actor);
  switch (kind) {
    case 'system':
      if (name === 'catalog') return t('actor.catalog');
      return name ? t('actor.systemNamed', { name }) : t('actor.system');
    case 'plugin':
      return t('actor.plugin', { name });
    case 'unknown':
      return t('actor.unknown');
    default:
      return name;
  }
}
