import type { SeriesPart } from '@callboard/backstage-plugin-reservations-common';
import { Radio, RadioGroup } from '@backstage/ui';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import styles from './Series.module.css';

const PARTS: SeriesPart[] = ['one', 'following', 'all'];

/** Asks which bookings of a series are meant. */
export function SeriesPartDialog(props: {
  about: 'change' | 'cancel';
  action: string;
  isPending?: boolean;
  onConfirm: (part: SeriesPart) => void;
  onClose: () => void;
}) {
  const { about, action, isPending, onConfirm, onClose } = props;
  const { t } = useTranslation();
  const [part, setPart] = useState<SeriesPart>('one');
  const title = t(
    about === 'change' ? 'series.whichChange' : 'series.whichCancel',
  );
  return (
    <ConfirmDialog
      title={title}
      action={action}
      destructive={about === 'cancel'}
      isPending={isPending}
      onConfirm={() => onConfirm(part)}
      onClose={onClose}
    >
      <RadioGroup
        aria-label={title}
        value={part}
        onChange={chosen => setPart(chosen as SeriesPart)}
      >
        {PARTS.map(one => (
          <Radio key={one} value={one}>
            {t(`series.part.${one}`)}
          </Radio>
        ))}
      </RadioGroup>
      <p className={styles.hint}>{t('series.partHint')}</p>
    </ConfirmDialog>
  );
}
