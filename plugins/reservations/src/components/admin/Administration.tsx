import { Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { RiShieldUserLine } from '@remixicon/react';
import { useSites } from '../../hooks/useInventory';
import {
  EmptyState,
  EntityLink,
  useSetSearchParams,
} from '@callboard/frontend-kit';
import { useProblems } from '../../hooks/useProblems';
import { useTranslation } from '../../hooks/useTranslation';
import { useSearchParams } from 'react-router-dom';
import { CertificationsSection } from '../certifications/CertificationsSection';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import { GrantsSection } from '../grants/GrantsSection';
import { ImportSection } from '../importing/ImportSection';
import { LeavingSection } from '../leaving/LeavingSection';
import { ProjectsSection } from '../projects/ProjectsSection';
import { MaintenanceSection } from '../maintenance/MaintenanceSection';
import { ProblemsSection } from '../problems/ProblemsSection';
import styles from './Administration.module.css';
import { ResourcesSection } from './resources/ResourcesSection';
import { SitesSection } from './sites/SitesSection';
import { TypesSection } from './types/TypesSection';
import { AdminRights, useAdminRights } from './useAdminRights';

const SECTIONS = [
  'sites',
  'types',
  'resources',
  'projects',
  'certifications',
  'access',
  'maintenance',
  'problems',
  'import',
  'leaving',
] as const;
type SectionName = (typeof SECTIONS)[number];

const CONTENT: Record<
  SectionName,
  (props: { rights: AdminRights }) => JSX.Element
> = {
  sites: SitesSection,
  types: TypesSection,
  resources: ResourcesSection,
  projects: ProjectsTab,
  certifications: CertificationsTab,
  access: AccessSection,
  maintenance: MaintenanceSection,
  problems: ProblemsSection,
  import: ImportSection,
  leaving: LeavingSection,
};

function AccessSection({ rights }: { rights: AdminRights }) {
  return <GrantsSection sites={rights.sitesForGrants} />;
}

function ProjectsTab({ rights }: { rights: AdminRights }) {
  return (
    <ProjectsSection
      sites={rights.sitesForTypes}
      canCreateGlobal={rights.canCreateGlobalType}
    />
  );
}

function CertificationsTab({ rights }: { rights: AdminRights }) {
  return (
    <CertificationsSection
      sites={rights.sitesForTypes}
      canDefineGlobal={rights.canCreateGlobalType}
    />
  );
}

/** How many wait for somebody, before one has opened it. */
function ProblemsTab() {
  const { t } = useTranslation();
  const { data } = useProblems({ status: ['open'] });
  return (
    <>
      {data && data.length > 0
        ? t('problems.tabCount', { number: String(data.length) })
        : t('admin.tab.problems')}
    </>
  );
}

/** Those who create types may also say what they cost whom, and who may. */
const OF_TYPE_ADMINS: ReadonlySet<SectionName> = new Set([
  'projects',
  'certifications',
]);

function sectionsFor(rights: AdminRights): SectionName[] {
  return SECTIONS.filter(name => {
    if (name === 'access') return rights.sitesWithGrants.length > 0;
    if (name === 'maintenance' || name === 'problems') {
      return rights.resourcesForMaintenance.length > 0;
    }
    if (name === 'import') return rights.canImport;
    if (OF_TYPE_ADMINS.has(name)) {
      return (
        rights.canCreateGlobalType ||
        rights.sitesForTypes.length > 0 ||
        rights.canSeeLeaving
      );
    }
    return name !== 'leaving' || rights.canSeeLeaving;
  });
}

/** Sites, resource types and resources, for those who look after them. */
export function Administration() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const { rights, error, refetch } = useAdminRights();
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
  const sections = sectionsFor(rights);
  const section =
    sections.find(name => name === params.get('section')) ?? 'sites';
  return (
    <Tabs
      selectedKey={section}
      onSelectionChange={key =>
        setParams({
          section: key === 'sites' ? undefined : String(key),
          form: undefined,
          q: undefined,
          people: undefined,
          person: undefined,
          over: undefined,
          certification: undefined,
        })
      }
    >
      <div className={styles.tabs}>
        <TabList aria-label={t('admin.sections')}>
          {sections.map(name => (
            <Tab key={name} id={name}>
              {name === 'problems' ? <ProblemsTab /> : t(`admin.tab.${name}`)}
            </Tab>
          ))}
        </TabList>
      </div>
      {sections.map(name => {
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
