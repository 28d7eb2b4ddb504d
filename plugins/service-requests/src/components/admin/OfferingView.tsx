import { Button } from '@backstage/ui';
import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import {
  CodeBlock,
  ConfirmDialog,
  Drawer,
  useTold,
} from '@callboard/frontend-kit';
import { useMemo, useState } from 'react';
import { useUpdateOffering } from '../../hooks/useOfferingChanges';
import { useTranslation } from '../../hooks/useTranslation';
import { writeDocument } from '../../lib/offeringDocument';

/** An offering's document, and what may be done with it. */
export function OfferingView(props: {
  offering: Offering;
  onEdit: () => void;
  onCopy: () => void;
  onClose: () => void;
}) {
  const { offering, onEdit, onCopy, onClose } = props;
  const { t } = useTranslation();
  const { title, version, source, status, document } = offering;
  const text = useMemo(() => writeDocument(document ?? {}), [document]);
  return (
    <Drawer
      title={`${title}, ${t('offerings.version', { version: String(version) })}`}
      onClose={onClose}
      width={800}
      footer={
        <>
          <Button variant="secondary" onPress={onCopy}>
            {t('offerings.copy')}
          </Button>
          {source === 'portal' && <StatusButton offering={offering} />}
          {source === 'portal' && status === 'active' && (
            <Button variant="primary" onPress={onEdit}>
              {t('offerings.edit')}
            </Button>
          )}
        </>
      }
    >
      {source !== 'portal' && <p>{t(`offerings.readOnly.${source}`)}</p>}
      <CodeBlock label={t('offerings.document', { title })} text={text} />
    </Drawer>
  );
}

/** Ends it, which is asked once, or offers it again. */
function StatusButton({ offering }: { offering: Offering }) {
  const { t } = useTranslation();
  const { told, failed } = useTold();
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending } = useUpdateOffering();
  const { title, status } = offering;
  const isActive = status === 'active';
  const change = () =>
    mutate(
      {
        of: offering,
        change: { status: isActive ? 'archived' : 'active' },
      },
      {
        onSuccess: () =>
          told(
            t(isActive ? 'offerings.archive.done' : 'offerings.restore.done', {
              title,
            }),
          ),
        onError: error => failed(t('offerings.statusNotDone'), error),
        onSettled: () => setAsking(false),
      },
    );
  return (
    <>
      <Button
        variant="secondary"
        isPending={isPending}
        onPress={isActive ? () => setAsking(true) : change}
      >
        {t(isActive ? 'offerings.archive' : 'offerings.restore')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('offerings.archive.title', { title })}
          action={t('offerings.archive')}
          destructive
          isPending={isPending}
          onConfirm={change}
          onClose={() => setAsking(false)}
        >
          <p>{t('offerings.archive.text')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
