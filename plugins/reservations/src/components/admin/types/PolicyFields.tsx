import { NumberField, Text } from '@backstage/ui';
import { useTranslation } from '../../../hooks/useTranslation';
import styles from '../common/Fields.module.css';
import type { FormState } from '@callboard/frontend-kit';
import { POLICY_NAMES, TypeValues } from './typeValues';

/** What bookings of the type must keep to; an empty field asks for nothing. */
export function PolicyFields({ form }: { form: FormState<TypeValues> }) {
  const { t } = useTranslation();
  const { policyDefaults } = form.values;
  return (
    <fieldset className={styles.group}>
      <legend>{t('admin.type.policies')}</legend>
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.note}
      >
        {t('admin.type.policiesHint')}
      </Text>
      <div className={styles.pair}>
        {POLICY_NAMES.map(name => (
          <NumberField
            key={name}
            label={t(`admin.policy.${name}`)}
            formatOptions={{ useGrouping: false, maximumFractionDigits: 0 }}
            value={policyDefaults[name] ?? NaN}
            onChange={value => {
              const { [name]: _before, ...others } = policyDefaults;
              form.touch(`policyDefaults/${name}`);
              form.set(
                'policyDefaults',
                Number.isNaN(value) ? others : { ...others, [name]: value },
              );
            }}
            validationBehavior="aria"
            validate={() => form.shown(`policyDefaults/${name}`) ?? null}
          />
        ))}
      </div>
    </fieldset>
  );
}
