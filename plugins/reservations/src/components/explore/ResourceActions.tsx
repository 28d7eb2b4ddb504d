import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useTranslation } from '../../hooks/useTranslation';

/** Offered only where the caller may book it, as the server says. */
export function BookResourceButton(props: {
  resource: Resource;
  variant?: 'primary' | 'secondary' | 'tertiary';
}) {
  const { resource, variant = 'secondary' } = props;
  const { t } = useTranslation();
  const { openForm } = useBookingDrawer();
  if (!resource.actions.includes('book')) {
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
