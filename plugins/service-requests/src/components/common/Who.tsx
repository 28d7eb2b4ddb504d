import { EntityLink, EntityName } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';

/** Who did something, with a link if `linked`; what nobody did, the portal did. */
export function Who(props: { actor: string; linked?: boolean }) {
  const { actor, linked } = props;
  const { t } = useTranslation();
  if (actor === 'system') {
    return <>{t('common.portal')}</>;
  }
  return linked ? (
    <EntityLink entityRef={actor} />
  ) : (
    <EntityName entityRef={actor} />
  );
}
