import { Skeleton } from '@backstage/ui';
import type {
  Preview,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';
import { ErrorPanel, Toggle } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { CostView, isPriced } from '../common/CostView';
import { DiffView } from '../common/DiffView';
import { Facts } from '../common/Facts';
import { QuotaBars } from '../common/QuotaBars';
import { RiskView } from '../common/RiskView';
import { VerdictList } from '../common/VerdictList';
import styles from './PreviewPanel.module.css';

/** What the request would cost, take, risk and change, while it is filled in. */
export function PreviewPanel(props: {
  preview: Preview | undefined;
  verdicts: Verdict[];
  isCurrent: boolean;
  error: unknown;
  onRetry: () => void;
  nameOf: (item: number) => string | undefined;
}) {
  const { preview, verdicts, isCurrent, error, onRetry, nameOf } = props;
  const { t } = useTranslation();
  return (
    <aside
      className={styles.panel}
      aria-label={t('preview.title')}
      aria-busy={!isCurrent}
    >
      <h2>{t('preview.title')}</h2>
      {Boolean(error) && (
        <ErrorPanel
          title={t('preview.notLoaded')}
          error={error}
          onRetry={onRetry}
        />
      )}
      {preview ? (
        <PreviewFacts preview={preview} verdicts={verdicts} nameOf={nameOf} />
      ) : (
        !error && <Skeleton width="100%" height={220} rounded={false} />
      )}
    </aside>
  );
}

function PreviewFacts(props: {
  preview: Preview;
  verdicts: Verdict[];
  nameOf: (item: number) => string | undefined;
}) {
  const { preview, verdicts, nameOf } = props;
  const { t } = useTranslation();
  const [showsFiles, showFiles] = useState(false);
  const { cost, quotas, risk, files, approvalsNeeded } = preview;
  return (
    <>
      <Facts
        facts={[
          {
            name: t('facts.cost'),
            value: cost && isPriced(cost) && <CostView cost={cost} />,
          },
          {
            name: t('facts.quota'),
            value: quotas.length > 0 && <QuotaBars quotas={quotas} />,
          },
          {
            name: t('facts.risk'),
            value: (preview.complete || risk.level !== 'none') && (
              <RiskView risk={risk} />
            ),
          },
          {
            name: t('facts.approvals'),
            value:
              approvalsNeeded !== undefined &&
              t('preview.approvals', { count: approvalsNeeded }),
          },
          {
            name: t('facts.policy'),
            value:
              verdicts.length > 0 ? (
                <VerdictList verdicts={verdicts} nameOf={nameOf} />
              ) : (
                t(
                  preview.complete
                    ? 'preview.noVerdicts'
                    : 'preview.notComplete',
                )
              ),
          },
        ]}
      />
      {files.length > 0 && (
        <Toggle
          title={t('preview.files', { count: files.length })}
          isOpen={showsFiles}
          onToggle={() => showFiles(!showsFiles)}
        >
          <DiffView files={files} />
        </Toggle>
      )}
    </>
  );
}
