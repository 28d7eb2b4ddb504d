import type { FeedToken } from '@callboard/backstage-plugin-reservations-common';
import { useSites } from '../../hooks/useInventory';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTranslation } from '../../hooks/useTranslation';

/** Whose bookings a feed shows, in words. */
export function useScopeName(scope: FeedToken['scope']): string {
  const { t } = useTranslation();
  const { data: sites } = useSites();
  const resourceTitle = useResourceTitles();
  const { kind, ref = '' } = scope;
  switch (kind) {
    case 'resource':
      return t('feeds.scope.resource', { title: resourceTitle(ref) });
    case 'site': {
      const site = sites?.find(({ entityRef }) => entityRef === ref);
      return t('feeds.scope.site', { title: site?.title ?? ref });
    }
    default:
      return t('feeds.scope.personal');
  }
}
