import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { Attempt } from '@callboard/backstage-plugin-webhooks-common';
import { CodeBlock } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { prettyBody } from '../../lib/prettyBody';
import { attemptText } from './AttemptDots';
import styles from './AttemptView.module.css';

/** What was sent and what was answered, once. */
export function AttemptView(props: { attempt: Attempt; total: number }) {
  const { attempt, total } = props;
  const { t } = useTranslation();
  // Until one is chosen, what was answered as soon as it is there.
  const [chosen, choose] = useState<string>();
  const answered = attempt.response || attempt.errorClass;
  return (
    <div className={styles.attempt}>
      <Line attempt={attempt} total={total} />
      <Tabs
        selectedKey={chosen ?? (answered ? 'response' : 'request')}
        onSelectionChange={key => choose(String(key))}
      >
        <TabList aria-label={t('log.attempt.parts')}>
          <Tab id="request">{t('log.attempt.request')}</Tab>
          <Tab id="response">{t('log.attempt.response')}</Tab>
        </TabList>
        <TabPanel id="request">
          <Request attempt={attempt} />
        </TabPanel>
        <TabPanel id="response">
          <Response attempt={attempt} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function Line({ attempt, total }: { attempt: Attempt; total: number }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { number, startedAt, durationMs, trigger, actor, fenced } = attempt;
  const facts = [
    format.at(startedAt),
    durationMs !== undefined && format.latency(durationMs),
    trigger !== 'auto' && t(`log.trigger.${trigger}`),
    actor && t('log.attempt.by', { who: actor.replace(/^user:default\//, '') }),
  ].filter(Boolean);
  return (
    <p className={styles.line}>
      <strong>
        {t('log.attempt.title', {
          number: String(number),
          total: String(total),
        })}
        {': '}
        {attemptText(attempt, t)}
      </strong>
      <span title={format.exact(startedAt)}>{facts.join(' · ')}</span>
      {attempt.outcome === 'interrupted' && (
        <span>{t('log.attempt.interrupted')}</span>
      )}
      {fenced && <span>{t('log.attempt.fenced')}</span>}
    </p>
  );
}

function Request({ attempt: { request } }: { attempt: Attempt }) {
  const { t } = useTranslation();
  if (!request) {
    return <p className={styles.none}>{t('log.attempt.noRequest')}</p>;
  }
  return (
    <div className={styles.message}>
      <Headers headers={request.headers} />
      {request.body !== undefined && (
        <CodeBlock
          label={t('log.attempt.requestBody')}
          text={prettyBody(request.body)}
        />
      )}
    </div>
  );
}

function Response({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation();
  const { response, errorClass, errorMessage, outcome } = attempt;
  const why = errorClass && t(`log.errorLong.${errorClass}`);
  return (
    <div className={styles.message}>
      {outcome === 'failed' && (why || errorMessage) && (
        <p className={styles.why}>
          {why}
          {errorMessage && <code>{errorMessage}</code>}
        </p>
      )}
      {!response && (
        <p className={styles.none}>
          {t(
            outcome === 'sending'
              ? 'log.attempt.stillWaiting'
              : 'log.attempt.noResponse',
          )}
        </p>
      )}
      {response && (
        <>
          <p className={styles.none}>
            {t('log.attempt.status', { status: String(response.status) })}
          </p>
          <Headers headers={response.headers} />
          {response.body ? (
            <CodeBlock
              label={t('log.attempt.responseBody')}
              text={prettyBody(response.body)}
            />
          ) : (
            <p className={styles.none}>{t('log.attempt.emptyBody')}</p>
          )}
          {response.truncated && (
            <p className={styles.none}>{t('log.attempt.truncated')}</p>
          )}
        </>
      )}
    </div>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  return (
    <dl className={styles.headers}>
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
