import type { Site } from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { GrantsSection } from '../../grants/GrantsSection';
import { MembersSection } from '../../members/MembersSection';
import styles from '../../people/People.module.css';

/** Who belongs to a site, and whom it is open to for a time. */
export function SitePeople(props: { site: Site; onBack: () => void }) {
  const { site, onBack } = props;
  const { t } = useTranslation();
  const sites = useMemo(
    () => (site.actions.includes('create-access-grant') ? [site] : []),
    [site],
  );
  return (
    <div>
      <div className={styles.back}>
        <Button
          size="small"
          variant="tertiary"
          iconStart={<RiArrowLeftLine />}
          onPress={onBack}
        >
          {t('admin.site.allSites')}
        </Button>
        <Text as="h2" variant="title-small">
          {site.title}
        </Text>
      </div>
      <MembersSection site={site} />
      {site.actions.includes('read-access-grants') && (
        <GrantsSection site={site} sites={sites} />
      )}
    </div>
  );
}
