import { Button, ButtonIcon, Text, TextField } from '@backstage/ui';
import { FieldProblem } from '@callboard/frontend-kit';
import { RiAddLine, RiDeleteBinLine } from '@remixicon/react';
import { useId } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './EndpointForm.module.css';
import type { HeaderValue } from './endpointValues';

const MOST = 20;

/** Headers of one's own that go with every request. */
export function HeadersField(props: {
  value: HeaderValue[];
  problem: string | undefined;
  isDisabled?: boolean;
  onChange: (headers: HeaderValue[]) => void;
}) {
  const { value, problem, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const id = useId();
  const change = (index: number, part: Partial<HeaderValue>) =>
    onChange(value.map((h, i) => (i === index ? { ...h, ...part } : h)));
  return (
    <div className={styles.group} role="group" aria-labelledby={id}>
      <Text id={id} variant="body-medium" weight="bold">
        {t('form.headers')}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {t('form.headersHint')}
      </Text>
      {value.map((header, index) => (
        <div key={index} className={styles.header}>
          <TextField
            aria-label={t('form.headerName', { number: String(index + 1) })}
            placeholder="X-Team"
            isDisabled={isDisabled}
            value={header.name}
            onChange={name => change(index, { name })}
          />
          <TextField
            aria-label={t('form.headerValue', { number: String(index + 1) })}
            isDisabled={isDisabled}
            value={header.value}
            onChange={text => change(index, { value: text })}
          />
          {!isDisabled && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiDeleteBinLine />}
              aria-label={t('form.headerRemove', { name: header.name })}
              onPress={() => onChange(value.filter((_, i) => i !== index))}
            />
          )}
        </div>
      ))}
      <FieldProblem problem={problem} />
      {!isDisabled && value.length < MOST && (
        <div>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiAddLine />}
            onPress={() => onChange([...value, { name: '', value: '' }])}
          >
            {t('form.headerAdd')}
          </Button>
        </div>
      )}
    </div>
  );
}
