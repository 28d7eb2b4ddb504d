import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import type {
  Request,
  RequestAction,
} from '@callboard/backstage-plugin-service-requests-common';
import { useTold, useWords } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useMe } from '../../hooks/useMe';
import { useClaim, useSubmitRequest } from '../../hooks/useRequestMutations';
import { useTranslation } from '../../hooks/useTranslation';
import { newRequestRouteRef } from '../../routes';
import { ApproveDialog } from './ApproveDialog';
import { DeputyDialog } from './DeputyDialog';
import { MergeDialog } from './MergeDialog';
import { ReasonDialog } from './ReasonDialog';
import styles from './ReviewActions.module.css';

type Opened =
  'approve' | 'merge' | 'send-back' | 'reject' | 'withdraw' | 'deputy';

/** What may be done with a request now; the first is what it waits for. */
export function ReviewActions(props: {
  request: Request;
  /** The one that is on screen: what is approved is what was read. */
  revision: number;
  onShowLatest: () => void;
}) {
  const { request, revision, onShowLatest } = props;
  const { t } = useTranslation();
  const form = useRouteRef(newRequestRouteRef)?.();
  const [opened, open] = useState<Opened>();
  const close = () => open(undefined);
  const may = (action: RequestAction) => request.actions.includes(action);
  const isBehind = revision < request.revision;
  const button = (
    action: RequestAction,
    dialog: Opened,
    how: { isPrimary?: boolean; isDisabled?: boolean } = {},
  ) =>
    may(action) && (
      <Button
        variant={how.isPrimary ? 'primary' : 'secondary'}
        isDisabled={how.isDisabled}
        onPress={() => open(dialog)}
      >
        {t(`action.${dialog}`)}
      </Button>
    );
  return (
    <div className={styles.actions} role="group" aria-label={t('action.group')}>
      {button('approve', 'approve', {
        isPrimary: true,
        isDisabled: isBehind || !request.manifestHash,
      })}
      {button('merge', 'merge', { isPrimary: !may('approve') })}
      {may('submit') && <SubmitButton request={request} />}
      {may('update') && form && (
        <ButtonLink variant="secondary" href={`${form}?request=${request.id}`}>
          {t('action.edit')}
        </ButtonLink>
      )}
      <ClaimButtons request={request} onDeputy={() => open('deputy')} />
      {button('request-changes', 'send-back')}
      {button('reject', 'reject')}
      {button('withdraw', 'withdraw')}
      {opened === 'approve' && (
        <ApproveDialog
          request={request}
          onShowLatest={onShowLatest}
          onClose={close}
        />
      )}
      {opened === 'merge' && <MergeDialog request={request} onClose={close} />}
      {opened === 'deputy' && (
        <DeputyDialog request={request} onClose={close} />
      )}
      {(opened === 'send-back' ||
        opened === 'reject' ||
        opened === 'withdraw') && (
        <ReasonDialog request={request} does={opened} onClose={close} />
      )}
    </div>
  );
}

function SubmitButton({ request }: { request: Request }) {
  const { t } = useTranslation();
  const { told, failed } = useTold();
  const submit = useSubmitRequest(request.id);
  return (
    <Button
      variant="primary"
      isPending={submit.isPending}
      onPress={() =>
        submit.mutate(undefined, {
          onSuccess: () => told(t('form.handedIn')),
          onError: error => failed(t('form.notHandedIn'), error),
        })
      }
    >
      {t('action.submit')}
    </Button>
  );
}

/** Taking the review, giving it back, and naming who may stand in. */
function ClaimButtons(props: { request: Request; onDeputy: () => void }) {
  const { request, onDeputy } = props;
  const { t } = useTranslation();
  const word = useWords();
  const { told, failed } = useTold();
  const me = useMe();
  const claim = useClaim(request.id);
  if (!request.actions.includes('claim')) {
    return null;
  }
  const isMine = request.claim !== undefined && request.claim.by === me;
  const change = (release: boolean) =>
    claim.mutate(release ? { release } : {}, {
      onSuccess: () => told(t(release ? 'action.released' : 'action.claimed')),
      onError: error => failed(word('error.notDone'), error),
    });
  return (
    <>
      <Button
        variant="secondary"
        isPending={claim.isPending}
        onPress={() => change(isMine)}
      >
        {t(isMine ? 'action.release' : 'action.claim')}
      </Button>
      {isMine && (
        <Button variant="secondary" onPress={onDeputy}>
          {t('action.deputy')}
        </Button>
      )}
    </>
  );
}
