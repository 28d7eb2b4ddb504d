import { Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { RiShieldUserLine } from '@remixicon/react';
import { useSites } from '../../hooks/useInventory';
import {
  EmptyState,
  EntityLink,
  useSetSearchParams,
} from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { useSearchParams } from 'react-router-dom';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from './Administration.module.css';
import { ResourcesSection } from './resources/ResourcesSection';
import { SitesSection } from './sites/SitesSection';
import { TypesSection } from './types/TypesSection';
import { AdminRights, useAdminRights } from './useAdminRights';

const SECTIONS = ['sites', 'types', 'resources'] as const;
type SectionName = (typeof SECTIONS)[number];

const CONTENT: Record<
  SectionName,
  (props: { rights: AdminRights }) => JSX.Element
> = {
  sites: SitesSection,
  types: TypesSection,
  resources: ResourcesSection,
};

/** Sites, resource types and resources, for those who look after them. */
export function Administration() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const { rights, error, refetch } = useAdminRights();
  const section =
    SECTIONS.find(name => name === params.get('section')) ?? 'sites';

  if (rights === null) {
    return <NoRights />;
  }
  if (!rights) {
    return error ? (
      <ErrorPanel
        title={t('common.error.load', { what: t('admin.what.inventory') })}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={5} />
    );
  }
  return (
    <Tabs
      selectedKey={section}
      onSelectionChange={key =>
        setParams({
          section: key === 'sites' ? undefined : String(key),
          form: undefined,
          q: undefined,
        })
      }
    >
      <TabList aria-label={t('admin.sections')}>
        {SECTIONS.map(name => (
          <Tab key={name} id={name}>
            {t(`admin.tab.${name}`)}
          </Tab>
        ))}
      </TabList>
      {SECTIONS.map(name => {
        const Content = CONTENT[name];
        return (
          <TabPanel key={name} id={name} className={styles.panel}>
            <div className={styles.section}>
              <Content rights={rights} />
            </div>
          </TabPanel>
        );
      })}
    </Tabs>
  );
}

/** Says who does administer, instead of controls that would be refused. */
function NoRights() {
  const { t } = useTranslation();
  const { data: sites = [] } = useSites();
  const looked = sites.filter(site => site.admins.length > 0);
  return (
    <div className={styles.section}>
      <EmptyState
        icon={<RiShieldUserLine size={32} />}
        title={t('admin.none.title')}
        description={t('admin.none.text')}
      />
      {looked.length > 0 && (
        <section aria-label={t('admin.none.who')}>
          <Text as="h3" variant="body-medium" weight="bold">
            {t('admin.none.who')}
          </Text>
          <dl className={styles.who}>
            {looked.map(site => (
              <div key={site.id}>
                <dt>{site.title}</dt>
                <dd>
                  {site.admins.map((ref, index) => (
                    <span key={ref}>
                      {index > 0 && ', '}
                      <EntityLink entityRef={ref} />
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
