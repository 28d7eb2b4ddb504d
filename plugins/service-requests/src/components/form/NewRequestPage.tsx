import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink } from '@backstage/ui';
import type {
  Offering,
  Operation,
  Options,
  Request,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import { EmptyState, ErrorPanel, RowsSkeleton } from '@callboard/frontend-kit';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useOfferings } from '../../hooks/useOfferings';
import { useOptions } from '../../hooks/useOptions';
import { useOwners } from '../../hooks/useOwners';
import { useRequest } from '../../hooks/useRequests';
import { useTargets } from '../../hooks/useTargets';
import { useTranslation } from '../../hooks/useTranslation';
import {
  changeItem,
  type Draft,
  draftOf,
  emptyDraft,
  newItem,
  type Owner,
} from '../../lib/draft';
import { catalogueRouteRef } from '../../routes';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { RequestForm } from './RequestForm';

/**
 * `?offering=` asks for something new, `?operation=&target=` for a change of a
 * service, `?request=` changes what was asked for.
 */
export function NewRequestPage() {
  const [params] = useSearchParams();
  const wanted = {
    offerings: params.getAll('offering'),
    operation: params.get('operation') ?? undefined,
    targets: params.getAll('target'),
    request: params.get('request') ?? undefined,
    environment: params.get('environment') ?? undefined,
    region: params.get('region') ?? undefined,
  };
  return (
    <ServiceRequestsPage>
      <Loader key={JSON.stringify(wanted)} wanted={wanted} />
    </ServiceRequestsPage>
  );
}

type Wanted = {
  offerings: string[];
  operation?: string;
  targets: string[];
  request?: string;
  environment?: string;
  region?: string;
};

const OPERATIONS: readonly string[] = ['scale', 'update', 'decommission'];

function Loader({ wanted }: { wanted: Wanted }) {
  const { t } = useTranslation();
  const options = useOptions();
  const offerings = useOfferings({ archived: true });
  const owners = useOwners(options.data?.owners);
  const edited = useRequest(wanted.request);
  const targets = useTargets(
    edited.data
      ? edited.data.items.flatMap(({ targetRef }) => targetRef ?? [])
      : wanted.targets,
  );
  const failed = [options, offerings, edited].find(({ error }) => error);
  const isReady =
    options.data &&
    offerings.data &&
    targets.services &&
    !owners.isPending &&
    (!wanted.request || edited.data);
  if (!isReady) {
    const error = failed?.error ?? targets.error;
    return error ? (
      <ErrorPanel
        title={t('form.notLoaded')}
        error={error}
        onRetry={failed?.refetch}
      />
    ) : (
      <RowsSkeleton rows={5} height={64} />
    );
  }
  return (
    <Opened
      wanted={wanted}
      options={options.data!}
      offerings={offerings.data!}
      owners={owners.data ?? options.data!.owners.map(ref => ({ ref }))}
      services={targets.services!}
      edited={edited.data}
    />
  );
}

/** The form as it opens; what is asked again meanwhile does not change it. */
function Opened(props: {
  wanted: Wanted;
  options: Options;
  offerings: Offering[];
  owners: Owner[];
  services: ReadonlyMap<string, Service>;
  edited: Request | undefined;
}) {
  const { wanted, options, offerings, owners, services, edited } = props;
  const [opened, setOpened] = useState({ edited, times: 0 });
  const { edited: atFirst } = opened;
  const initial = useMemo(
    () =>
      atFirst
        ? draftOf(atFirst, { offerings, services })
        : wantedDraft(wanted, { options, offerings, owners, services }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what it opens with: what is asked again meanwhile must not undo what was typed
    [atFirst],
  );
  if (!initial) {
    return <NothingToRequest />;
  }
  return (
    <RequestForm
      key={opened.times}
      initial={initial}
      options={options}
      offerings={offerings}
      owners={owners}
      edited={atFirst}
      onReload={() => setOpened({ edited, times: opened.times + 1 })}
    />
  );
}

function wantedDraft(
  wanted: Wanted,
  known: {
    options: Options;
    offerings: Offering[];
    owners: Owner[];
    services: ReadonlyMap<string, Service>;
  },
): Draft | undefined {
  const { options, offerings, owners, services } = known;
  const offeringOf = (name: string) =>
    offerings.find(offering => offering.name === name);
  const isChange = OPERATIONS.includes(wanted.operation ?? '');
  const items = isChange
    ? wanted.targets.flatMap(ref => {
        const service = services.get(ref);
        const offering = service && offeringOf(service.offering);
        return service && offering
          ? changeItem(offering, wanted.operation as Operation, service, ref)
          : [];
      })
    : wanted.offerings.flatMap((name, place) => {
        const offering = offeringOf(name);
        return offering ? newItem(offering, `${place} ${name}`) : [];
      });
  return items.length > 0
    ? emptyDraft(options, items, { ...wanted, owners, now: Date.now() })
    : undefined;
}

function NothingToRequest() {
  const { t } = useTranslation();
  const catalogue = useRouteRef(catalogueRouteRef)?.();
  return (
    <EmptyState
      title={t('form.nothing.title')}
      description={t('form.nothing.text')}
      action={
        catalogue && (
          <ButtonLink variant="primary" href={catalogue}>
            {t('form.nothing.action')}
          </ButtonLink>
        )
      }
    />
  );
}
