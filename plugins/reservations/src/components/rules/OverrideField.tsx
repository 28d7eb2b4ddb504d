import { Checkbox, Text, TextField } from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Rules.module.css';

/** Lets who looks after a resource book what its rules deny, saying why. */
export function OverrideField(props: {
  /** undefined while rules are to be kept. */
  reason: string | undefined;
  onChange: (reason: string | undefined) => void;
}) {
  const { reason, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.override}>
      <Checkbox
        isSelected={reason !== undefined}
        onChange={wanted => onChange(wanted ? '' : undefined)}
      >
        {t('rules.override')}
      </Checkbox>
      {reason !== undefined && (
        <>
          <Text as="p" variant="body-small" color="secondary">
            {t('rules.override.hint')}
          </Text>
          <TextField
            label={t('rules.override.reason')}
            isRequired
            maxLength={1000}
            value={reason}
            onChange={onChange}
          />
        </>
      )}
    </div>
  );
}
