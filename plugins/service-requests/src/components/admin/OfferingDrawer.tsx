import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import {
  Drawer,
  ErrorPanel,
  RowsSkeleton,
  useSetSearchParams,
} from '@callboard/frontend-kit';
import { useCallback } from 'react';
import { useOffering } from '../../hooks/useOfferings';
import { useTranslation } from '../../hooks/useTranslation';
import { copyOf, writeDocument } from '../../lib/offeringDocument';
import { OfferingForm } from './OfferingForm';
import { OfferingView } from './OfferingView';

const TEMPLATE = `name: my-offering
title: My offering
category: database
provider: aws
`;

/** One offering, or the form: `form=new` (a copy where one is named), `form=edit`. */
export function OfferingDrawer(props: {
  name: string | undefined;
  form: string | undefined;
}) {
  const { name, form } = props;
  const { t } = useTranslation();
  const setParams = useSetSearchParams();
  const { data, error, refetch } = useOffering(name);
  const close = useCallback(
    () => setParams({ offering: undefined, form: undefined }),
    [setParams],
  );
  const show = useCallback(
    (shown: string) => setParams({ offering: shown, form: undefined }),
    [setParams],
  );
  if (form === 'new' && !name) {
    return <OfferingForm text={TEMPLATE} onClose={close} onSaved={show} />;
  }
  if (!data) {
    return (
      <Drawer title={name ?? ''} onClose={close} width={800}>
        {error ? (
          <ErrorPanel
            title={t('offerings.notLoaded')}
            error={error}
            onRetry={refetch}
          />
        ) : (
          <RowsSkeleton />
        )}
      </Drawer>
    );
  }
  if (form) {
    const isCopy = form === 'new' || data.source !== 'portal';
    return (
      <OfferingForm
        key={`${data.name} ${isCopy}`}
        text={textOf(data, isCopy)}
        of={isCopy ? undefined : data}
        onClose={close}
        onSaved={show}
      />
    );
  }
  return (
    <OfferingView
      offering={data}
      onEdit={() => setParams({ form: 'edit' })}
      onCopy={() => setParams({ form: 'new' })}
      onClose={close}
    />
  );
}

function textOf({ document = {} }: Offering, isCopy: boolean): string {
  return writeDocument(isCopy ? copyOf(document) : document);
}
