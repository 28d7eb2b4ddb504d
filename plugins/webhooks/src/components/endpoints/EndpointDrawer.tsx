import type {
  CreatedEndpoint,
  Dashboard,
  Scope,
} from '@callboard/backstage-plugin-webhooks-common';
import { isLegacy } from '@callboard/backstage-plugin-webhooks-common';
import {
  Drawer,
  ErrorPanel,
  RowsSkeleton,
  useTold,
} from '@callboard/frontend-kit';
import { useCallback, useState } from 'react';
import { useDashboard, useEndpoint } from '../../hooks/useEndpoints';
import { useFormTarget } from '../../hooks/useFormTarget';
import { useTranslation } from '../../hooks/useTranslation';
import { EndpointForm } from './EndpointForm';
import { SecretDialog } from './SecretDialog';

/** About the one site where the caller may create endpoints, if it is one. */
function usualScope({ createIn }: Dashboard): Scope {
  const [ref, ...others] = createIn.siteRefs;
  const isOnly = !createIn.everywhere && others.length === 0;
  return { kind: 'site', ref: isOnly ? ref : undefined };
}

/** The form that the address names; after a new endpoint, its secret. */
export function EndpointDrawer() {
  const { isNew, id, scope, close } = useFormTarget();
  const { t } = useTranslation();
  const { told } = useTold();
  const { data: dashboard } = useDashboard();
  const [created, setCreated] = useState<CreatedEndpoint>();

  const onCreated = useCallback(
    (endpoint: CreatedEndpoint) => {
      close();
      told(t('form.created', { title: endpoint.title }));
      // One of the older receivers keeps the secret that it has.
      if (endpoint.secret || !isLegacy(endpoint.profile)) setCreated(endpoint);
    },
    [close, t, told],
  );

  return (
    <>
      {isNew && dashboard && (
        <EndpointForm
          prefill={{ scope: scope ?? usualScope(dashboard) }}
          onClose={close}
          onCreated={onCreated}
        />
      )}
      {id && <Existing key={id} id={id} onClose={close} />}
      {created && (
        <SecretDialog
          title={created.title}
          profile={created.profile}
          secret={created.secret}
          onClose={() => setCreated(undefined)}
        />
      )}
    </>
  );
}

function Existing(props: { id: string; onClose: () => void }) {
  const { id, onClose } = props;
  const { t } = useTranslation();
  const { data: endpoint, error, refetch } = useEndpoint(id);
  const [reloads, setReloads] = useState(0);
  const reload = async () => {
    await refetch();
    setReloads(count => count + 1);
  };
  if (endpoint) {
    return (
      <EndpointForm
        key={reloads}
        endpoint={endpoint}
        onClose={onClose}
        onReload={reload}
        onCreated={onClose}
      />
    );
  }
  return (
    <Drawer title={t('form.one')} width={560} onClose={onClose}>
      {error ? (
        <ErrorPanel
          title={t('form.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      ) : (
        <RowsSkeleton rows={5} />
      )}
    </Drawer>
  );
}
