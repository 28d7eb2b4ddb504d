import type {
  Certification,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { EmptyState, useSearchParam } from '@callboard/frontend-kit';
import { RiAddLine, RiAwardLine } from '@remixicon/react';
import { useState } from 'react';
import { useCertifications } from '../../hooks/useCertifications';
import { useSites } from '../../hooks/useInventory';
import { useTranslation } from '../../hooks/useTranslation';
import { AdminRow, Rows } from '../admin/common/Rows';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { CertificationForm } from './CertificationForm';
import { CertificationPeople } from './CertificationPeople';

/** What somebody has to be trained in, and who is. */
export function CertificationsSection(props: {
  /** Those in which the caller may define one. */
  sites: Site[];
  canDefineGlobal: boolean;
}) {
  const { sites, canDefineGlobal } = props;
  const { t } = useTranslation();
  const query = useCertifications();
  const [chosen, choose] = useSearchParam('certification');
  const [form, setForm] = useState<'new' | Certification>();
  const certifications = query.data ?? [];
  const shown = certifications.find(({ name }) => name === chosen);
  const add = (canDefineGlobal || sites.length > 0) && (
    <Button
      variant="secondary"
      iconStart={<RiAddLine />}
      onPress={() => setForm('new')}
    >
      {t('certifications.new')}
    </Button>
  );
  const content = () => {
    if (!query.data) {
      return query.error ? (
        <ErrorPanel
          title={t('certifications.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      ) : (
        <RowsSkeleton rows={2} />
      );
    }
    if (certifications.length === 0) {
      return (
        <EmptyState
          icon={<RiAwardLine />}
          title={t('certifications.empty')}
          description={t('certifications.emptyText')}
          action={add}
        />
      );
    }
    return (
      <Rows label={t('certifications.title')}>
        {certifications.map(one => (
          <CertificationRow
            key={one.id}
            certification={one}
            onPeople={() => choose(one.name)}
            onEdit={() => setForm(one)}
          />
        ))}
      </Rows>
    );
  };
  return (
    <>
      <section
        className={styles.section}
        aria-label={t('certifications.title')}
      >
        <div className={styles.head}>
          <div className={styles.intro}>
            <Text as="h3" variant="title-x-small">
              {t('certifications.title')}
            </Text>
            <Text as="p" color="secondary" variant="body-small">
              {t('certifications.hint')}
            </Text>
          </div>
          {certifications.length > 0 && add}
        </div>
        {content()}
      </section>
      {shown && <CertificationPeople key={shown.id} certification={shown} />}
      {form && (
        <CertificationForm
          certification={form === 'new' ? undefined : form}
          sites={sites}
          canDefineGlobal={canDefineGlobal}
          onClose={() => setForm(undefined)}
        />
      )}
    </>
  );
}

function CertificationRow(props: {
  certification: Certification;
  onPeople: () => void;
  onEdit: () => void;
}) {
  const { certification, onPeople, onEdit } = props;
  const { t } = useTranslation();
  const { data: sites } = useSites();
  const { title, name, validityMonths, siteRef, actions } = certification;
  const site = sites?.find(({ entityRef }) => entityRef === siteRef);
  const canEdit = actions.includes('update');
  return (
    <AdminRow
      title={title}
      subtitle={[
        name,
        validityMonths === undefined
          ? t('certifications.lastsForEver')
          : t('certifications.lasts', { count: validityMonths }),
        siteRef ? (site?.title ?? siteRef) : t('certifications.everySite'),
      ].join(' · ')}
      canEdit={canEdit}
      onOpen={canEdit ? onEdit : onPeople}
      also={{ label: t('certifications.showPeople'), onPress: onPeople }}
    />
  );
}
