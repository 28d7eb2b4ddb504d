import type { Scope } from '@callboard/backstage-plugin-webhooks-common';
import { EntityName } from '@callboard/frontend-kit';
import { useResourceTypes, useSites } from '../../hooks/useInventory';
import { useTranslation } from '../../hooks/useTranslation';

/** What the events are about: `GPU cluster 2 and its parts`. */
export function ScopeText({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const { data: sites } = useSites();
  const { kind, ref = '', siteRef } = scope;
  const { data: types } = useResourceTypes({ enabled: kind === 'type' });
  const type = types?.find(({ name }) => name === ref)?.title ?? ref;
  const siteTitle = (site: string) =>
    sites?.find(candidate => candidate.entityRef === site)?.title ?? (
      <EntityName entityRef={site} />
    );
  switch (kind) {
    case 'all':
      return <>{t('endpoints.scope.all')}</>;
    case 'site':
      return <>{t('endpoints.scope.site', { site: siteTitle(ref) })}</>;
    case 'type':
      return siteRef ? (
        <>{t('endpoints.scope.typeIn', { type, site: siteTitle(siteRef) })}</>
      ) : (
        <>{t('endpoints.scope.type', { type })}</>
      );
    case 'resource':
      return (
        <>
          {t('endpoints.scope.resource', {
            resource: <EntityName entityRef={ref} />,
          })}
        </>
      );
    default:
      return <>{t('endpoints.scope.offering', { offering: ref })}</>;
  }
}
