import { useRouteRef } from '@backstage/frontend-plugin-api';
import { BgProvider, Link, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import {
  EntityLink,
  ErrorPanel,
  Notice,
  RowsSkeleton,
  useSearchParam,
} from '@callboard/frontend-kit';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useComments, useRequest } from '../../hooks/useRequests';
import { useTranslation } from '../../hooks/useTranslation';
import { requestsRouteRef } from '../../routes';
import { Place } from '../common/Place';
import { RequestStatusTag } from '../common/StatusTags';
import { Who } from '../common/Who';
import { AgeClock } from '../requests/AgeClock';
import { Claim } from '../requests/QueueRow';
import { Changes } from './Changes';
import { Discussion } from './Discussion';
import { Effects } from './Effects';
import { Items } from './Items';
import { NextStep } from './NextStep';
import { PolicyTab } from './PolicyTab';
import styles from './RequestPage.module.css';
import { ReviewActions } from './ReviewActions';
import { Steps } from './Steps';

/** One request: what it does, what is said of it, and what may be done with it. */
export function RequestPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const { data: request, error, refetch } = useRequest(id);
  if (!request) {
    return error ? (
      <ErrorPanel
        title={t('request.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={5} height={72} />
    );
  }
  return (
    <>
      {error && (
        <ErrorPanel
          title={t('request.notUpToDate')}
          error={error}
          onRetry={refetch}
        />
      )}
      <Opened key={request.id} request={request} />
    </>
  );
}

const UNDER_REVIEW = ['submitted', 'in_review'];

function Opened({ request }: { request: Request }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(request.revision);
  const mayDecide = request.actions.includes('approve');
  // Whoever decides goes on reading what they read; others see the latest.
  const revision = mayDecide
    ? Math.min(seen, request.revision)
    : request.revision;
  const isBehind = revision < request.revision;
  return (
    <div className={styles.page}>
      <Head request={request} />
      <Steps request={request} />
      {isBehind && (
        <Notice
          status="warning"
          title={t('request.newRevision.title', {
            revision: String(request.revision),
          })}
          description={t('request.newRevision.text', {
            revision: String(revision),
          })}
          action={{
            label: t('request.newRevision.show', {
              revision: String(request.revision),
            }),
            onPress: () => setSeen(request.revision),
          }}
        />
      )}
      <NextStep request={request} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Parts request={request} revision={revision} />
        </div>
        <aside className={styles.side} aria-label={t('request.whatItDoes')}>
          <BgProvider bg="neutral-1">
            <h2>{t('request.whatItDoes')}</h2>
            <Effects request={request} />
            <ReviewActions
              request={request}
              revision={revision}
              onShowLatest={() => setSeen(request.revision)}
            />
            <Items request={request} />
          </BgProvider>
        </aside>
      </div>
    </div>
  );
}

function Head({ request }: { request: Request }) {
  const { t } = useTranslation();
  const list = useRouteRef(requestsRouteRef)?.();
  const { title, status, requestedBy, owner, editors } = request;
  return (
    <header className={styles.head}>
      {list && (
        <span className={styles.hint}>
          <Link href={list}>{t('page.requests')}</Link>
        </span>
      )}
      <div className={styles.title}>
        <h1>{title}</h1>
        <RequestStatusTag status={status} />
      </div>
      <div className={styles.facts}>
        <Place request={request} />
        <span>
          {t('request.by')} <Who actor={requestedBy} linked />
          {owner !== requestedBy && (
            <>
              {' '}
              {t('requests.for')} <EntityLink entityRef={owner} />
            </>
          )}
        </span>
        {editors.length > 0 && (
          <span>
            {t('request.editedBy')}{' '}
            {editors.map(editor => (
              <EntityLink key={editor} entityRef={editor} />
            ))}
          </span>
        )}
        {UNDER_REVIEW.includes(status) && (
          <>
            <span className={styles.clock}>
              <AgeClock request={request} />
            </span>
            <span>
              <Claim request={request} />
            </span>
          </>
        )}
      </div>
      {request.reason && <p className={styles.reason}>{request.reason}</p>}
    </header>
  );
}

const PARTS = ['changes', 'policy', 'discussion'];

function Parts({ request, revision }: { request: Request; revision: number }) {
  const { t } = useTranslation();
  const [part = 'changes', setPart] = useSearchParam('part');
  const { data: comments } = useComments(request.id);
  const said = request.verdicts.filter(
    ({ result }) => result === 'deny' || result === 'warn',
  ).length;
  return (
    <Tabs
      selectedKey={PARTS.includes(part) ? part : 'changes'}
      onSelectionChange={key =>
        setPart(key === 'changes' ? undefined : String(key), { replace: true })
      }
    >
      <TabList aria-label={t('request.parts')}>
        <Tab id="changes">{t('request.changes')}</Tab>
        <Tab id="policy">
          {said > 0
            ? t('request.policySaid', { number: String(said) })
            : t('facts.policy')}
        </Tab>
        <Tab id="discussion">
          {comments?.length
            ? t('request.discussionOf', { number: String(comments.length) })
            : t('request.discussion')}
        </Tab>
      </TabList>
      <TabPanel id="changes">
        <Changes request={request} revision={revision} />
      </TabPanel>
      <TabPanel id="policy">
        <PolicyTab request={request} />
      </TabPanel>
      <TabPanel id="discussion">
        <Discussion request={request} />
      </TabPanel>
    </Tabs>
  );
}
