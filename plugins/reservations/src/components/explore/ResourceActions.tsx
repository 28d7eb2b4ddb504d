import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import type { AvailabilityNow } from '../entity/availability';
import { useTranslation } from '../../hooks/useTranslation';

/**
 * Offered only where the caller may book it, as the server says, and it (and
 * all that it is part of, where that is known) is in service.
 */
export function BookResourceButton(props: {
  resource: Resource;
  now?: AvailabilityNow;
  variant?: 'primary' | 'secondary' | 'tertiary';
}) {
  const { resource, now, variant = 'secondary' } = props;
  const { t } = useTranslation();
  const { openForm } = useBookingDrawer();
  const isInService = resource.status === 'active' && now?.state !== 'out';
  if (!isInService || !resource.actions.includes('book')) {
    return null;
  }
  return (
    <Button
      size="small"
      variant={variant}
      aria-label={t('explore.bookNamed', { title: resource.title })}
      onPress={() => openForm({ resourceRefs: [resource.entityRef] })}
    >
      {t('explore.book')}
    </Button>
  );
}
