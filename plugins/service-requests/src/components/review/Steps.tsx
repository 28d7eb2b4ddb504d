import { VisuallyHidden } from '@backstage/ui';
import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import {
  RiCheckboxCircleFill,
  RiCheckboxBlankCircleLine,
  RiErrorWarningFill,
  RiLoader4Line,
} from '@remixicon/react';
import { useTimeline } from '../../hooks/useRequests';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { removesSomething } from '../../lib/requestState';
import { requestSteps, type Step } from '../../lib/requestSteps';
import { Who } from '../common/Who';
import styles from './Steps.module.css';

const ICONS = {
  done: RiCheckboxCircleFill,
  current: RiLoader4Line,
  stopped: RiErrorWarningFill,
  todo: RiCheckboxBlankCircleLine,
};

/** Where it is on its way: each step with when and by whom. */
export function Steps({ request }: { request: Request }) {
  const { t } = useTranslation();
  const { data: timeline = [] } = useTimeline(request);
  const isRemoval = removesSomething(request);
  return (
    <ol className={styles.steps} aria-label={t('request.way')}>
      {requestSteps(request, timeline).map(step => (
        <StepItem
          key={step.name}
          step={step}
          title={t(
            isRemoval && step.name === 'ready'
              ? 'way.gone'
              : `way.${step.name}`,
          )}
        />
      ))}
    </ol>
  );
}

function StepItem({ step, title }: { step: Step; title: string }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const { state, at, actor } = step;
  const Icon = ICONS[state];
  return (
    <li
      data-state={state}
      aria-current={
        state === 'current' || state === 'stopped' ? 'step' : undefined
      }
    >
      <Icon aria-hidden size={18} />
      <span className={styles.text}>
        <strong>{title}</strong>
        <VisuallyHidden>{t(`way.state.${state}`)}</VisuallyHidden>
        {at && (
          <time className={styles.hint} dateTime={at} title={time.exact(at)}>
            {state === 'done' ? time.moment(at) : time.since(at)}
          </time>
        )}
        {actor && (
          <span className={styles.hint}>
            <Who actor={actor} />
          </span>
        )}
      </span>
    </li>
  );
}
