import type { Translate } from '../../../hooks/useTranslation';
import { isName } from './slug';

const TITLE = 200;
const TEXT = 4000;

export function checkTitle(title: string, t: Translate): string | undefined {
  if (!title.trim()) {
    return t('admin.check.titleMissing');
  }
  return title.length > TITLE
    ? t('admin.check.tooLong', { max: String(TITLE) })
    : undefined;
}

export function checkName(name: string, t: Translate): string | undefined {
  if (!name) {
    return t('admin.check.nameMissing');
  }
  return isName(name) ? undefined : t('admin.check.nameInvalid');
}

export function checkText(
  text: string,
  t: Translate,
  max = TEXT,
): string | undefined {
  return text.length > max
    ? t('admin.check.tooLong', { max: String(max) })
    : undefined;
}

/** A whole number between two others; an empty field is `undefined` or NaN. */
export function checkWhole(
  value: number | undefined,
  options: { min: number; max: number; required?: boolean },
  t: Translate,
): string | undefined {
  const { min, max, required } = options;
  if (value === undefined || Number.isNaN(value)) {
    return required ? t('admin.check.numberMissing') : undefined;
  }
  return Number.isInteger(value) && value >= min && value <= max
    ? undefined
    : t('admin.check.numberBetween', { min: String(min), max: String(max) });
}
