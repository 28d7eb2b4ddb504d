import { Text, TextField } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { KeyboardEvent, useId, useRef } from 'react';
import { useThemeMode } from '../../../hooks/useThemeMode';
import { useTranslation } from '../../../hooks/useTranslation';
import { eventColours } from '../../../lib/colour';
import styles from './Fields.module.css';
import { isHexColour, PALETTE } from './palette';

/** A colour from the palette, or any other by its hex code. */
export function ColourField(props: {
  value: string;
  problem: string | undefined;
  onChange: (hex: string) => void;
}) {
  const { value, problem, onChange } = props;
  const { t } = useTranslation();
  const mode = useThemeMode();
  const label = useId();
  const group = useRef<HTMLDivElement>(null);
  const chosen = PALETTE.findIndex(c => c.hex === value.toLowerCase());

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[
      event.key
    ];
    if (!step) {
      return;
    }
    event.preventDefault();
    const next = (index + step + PALETTE.length) % PALETTE.length;
    onChange(PALETTE[next].hex);
    (group.current?.children[next] as HTMLElement | undefined)?.focus();
  };

  const sample = isHexColour(value) ? eventColours(value, mode) : undefined;
  return (
    <div className={styles.picker}>
      <Text id={label} variant="body-small">
        {t('admin.type.colour')}
      </Text>
      <div
        ref={group}
        role="radiogroup"
        aria-labelledby={label}
        className={styles.swatches}
      >
        {PALETTE.map((colour, index) => (
          <button
            key={colour.hex}
            type="button"
            role="radio"
            aria-checked={index === chosen}
            aria-label={t(`admin.colour.${colour.name}`)}
            title={t(`admin.colour.${colour.name}`)}
            tabIndex={index === Math.max(chosen, 0) ? 0 : -1}
            className={styles.swatch}
            style={{ background: colour.hex }}
            onClick={() => onChange(colour.hex)}
            onKeyDown={event => onKeyDown(event, index)}
          >
            {index === chosen && <RiCheckLine size={18} aria-hidden />}
          </button>
        ))}
      </div>
      <div className={styles.colour}>
        <TextField
          name="colour"
          label={t('admin.type.colourHex')}
          value={value}
          onChange={onChange}
          validationBehavior="aria"
          validate={() => problem ?? null}
        />
        {sample && (
          <span
            className={styles.sample}
            style={{ background: sample.background, color: sample.text }}
          >
            {t('admin.type.colourSample')}
          </span>
        )}
      </div>
    </div>
  );
}
