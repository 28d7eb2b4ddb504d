import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import { RiCheckDoubleLine, RiSendPlaneLine } from '@remixicon/react';
import { useTranslation } from '../../hooks/useTranslation';
import { endpointsRouteRef } from '../../routes';

/** Why there is nothing in the log, and what to do about it. */
export function LogEmpty(props: {
  isDead: boolean;
  isNarrowed: boolean;
  /** Whether the caller would see anything at all. */
  sees: boolean;
  onClear: () => void;
}) {
  const { isDead, isNarrowed, sees, onClear } = props;
  const { t } = useTranslation();
  const endpoints = useRouteRef(endpointsRouteRef);
  if (isNarrowed) {
    return (
      <EmptyState
        title={t('log.empty.narrowed')}
        action={
          <Button variant="secondary" onPress={onClear}>
            {t('log.clear')}
          </Button>
        }
      />
    );
  }
  if (!sees) {
    return (
      <EmptyState
        title={t('overview.none.title')}
        description={t('overview.none.text')}
      />
    );
  }
  if (isDead) {
    return (
      <EmptyState
        icon={<RiCheckDoubleLine />}
        title={t('log.empty.dead')}
        description={t('log.empty.deadText')}
      />
    );
  }
  return (
    <EmptyState
      icon={<RiSendPlaneLine />}
      title={t('log.empty.title')}
      description={t('log.empty.text')}
      action={
        endpoints && (
          <ButtonLink variant="secondary" href={endpoints()}>
            {t('log.empty.endpoints')}
          </ButtonLink>
        )
      }
    />
  );
}
