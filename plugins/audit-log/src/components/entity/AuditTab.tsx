import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import {
  ANNOTATION_RESOURCE_ID,
  ANNOTATION_SITE,
  ANNOTATION_SITE_ID,
} from '@callboard/backstage-plugin-reservations-common';
import {
  EmptyState,
  RowsSkeleton,
  useSearchParam,
} from '@callboard/frontend-kit';
import { RiFileShieldLine, RiLockLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useEntries } from '../../hooks/useEntries';
import { useSites } from '../../hooks/useInventory';
import { useRights } from '../../hooks/useRights';
import { useTranslation } from '../../hooks/useTranslation';
import { filterQuery, NO_FILTER } from '../../lib/entryFilter';
import { mayRead, mayReadAt } from '../../lib/rights';
import { logRouteRef } from '../../routes';
import { AuditLogPage } from '../common/AuditLogPage';
import { ErrorPanel } from '../common/ErrorPanel';
import { EntryList } from '../log/EntryList';
import styles from './AuditTab.module.css';

const BY = 'by';

/** What is on record about one entity, or what a person did. */
export function AuditTab() {
  return (
    <AuditLogPage bare>
      <IfAllowed />
    </AuditLogPage>
  );
}

function isSite({ metadata: { annotations = {} } }: Entity): boolean {
  return (
    ANNOTATION_SITE_ID in annotations &&
    !(ANNOTATION_RESOURCE_ID in annotations)
  );
}

/** The site that an entity is, or stands at. */
function useSiteRef(entity: Entity): string | undefined {
  const { data: sites } = useSites();
  if (isSite(entity)) {
    return stringifyEntityRef(entity);
  }
  const named = entity.metadata.annotations?.[ANNOTATION_SITE];
  return sites?.find(site => site.entityRef === named || site.name === named)
    ?.entityRef;
}

/** People and groups are at no site: who sees some of the log sees that of them. */
function IfAllowed() {
  const { t } = useTranslation();
  const { entity } = useEntity();
  const { rights, error } = useRights();
  const siteRef = useSiteRef(entity);
  if (error) {
    return <ErrorPanel title={t('common.rightsNotLoaded')} error={error} />;
  }
  if (!rights) {
    return <RowsSkeleton rows={6} height={38} />;
  }
  const isPlace = entity.kind.toLowerCase() === 'resource';
  const isAllowed = isPlace ? mayReadAt(rights, siteRef) : mayRead(rights);
  return isAllowed ? (
    <LogOfEntity />
  ) : (
    <EmptyState
      icon={<RiLockLine />}
      title={t('entity.none.title')}
      description={t('entity.none.text', {
        title: entity.metadata.title ?? entity.metadata.name,
      })}
    />
  );
}

function LogOfEntity() {
  const { t } = useTranslation();
  const { entity } = useEntity();
  const [which, setWhich] = useSearchParam('which');
  const log = useRouteRef(logRouteRef);
  const ref = stringifyEntityRef(entity);
  const title = entity.metadata.title ?? entity.metadata.name;
  const isPerson = entity.kind.toLowerCase() === 'user';
  const isBy = isPerson && which === BY;
  const filter = useMemo(
    () => ({ ...NO_FILTER, ...(isBy ? { actor: ref } : { subject: ref }) }),
    [isBy, ref],
  );
  const query = useEntries(filter);
  return (
    <>
      <div className={styles.head}>
        {isPerson ? (
          <ToggleButtonGroup
            aria-label={t('entity.which')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[isBy ? BY : 'about']}
            onSelectionChange={keys =>
              setWhich([...keys][0] === BY ? BY : undefined, { replace: true })
            }
          >
            <ToggleButton id="about">{t('entity.about')}</ToggleButton>
            <ToggleButton id={BY}>{t('entity.by')}</ToggleButton>
          </ToggleButtonGroup>
        ) : (
          <span />
        )}
        {log && (
          <ButtonLink
            variant="tertiary"
            href={`${log()}${filterQuery(filter)}`}
          >
            {t('entity.log')}
          </ButtonLink>
        )}
      </div>
      <EntryList
        label={t('log.label')}
        query={query}
        failure={t('log.notLoaded')}
        empty={
          <EmptyState
            icon={<RiFileShieldLine />}
            title={t(isBy ? 'entity.emptyBy.title' : 'entity.empty.title', {
              title,
            })}
            description={t('entity.empty.text')}
          />
        }
      />
    </>
  );
}
