import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiInformationLine } from '@remixicon/react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Reports.module.css';

/** A word, and what it counts for whoever points at it or comes to it. */
export function Explained(props: { what: string; children: string }) {
  const { what, children } = props;
  const { t } = useTranslation();
  return (
    <TooltipTrigger delay={150}>
      <ButtonIcon
        className={styles.explain}
        size="small"
        variant="tertiary"
        icon={<RiInformationLine size={16} />}
        aria-label={t('reports.explain', { what })}
      />
      <Tooltip className={styles.tooltip}>{children}</Tooltip>
    </TooltipTrigger>
  );
}
