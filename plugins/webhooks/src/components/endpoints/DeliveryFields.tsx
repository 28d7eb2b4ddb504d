import { PasswordField, Radio, RadioGroup, Switch, Text } from '@backstage/ui';
import type { Profile } from '@callboard/backstage-plugin-webhooks-common';
import {
  isLegacy,
  PROFILES,
} from '@callboard/backstage-plugin-webhooks-common';
import type { FormState } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './EndpointForm.module.css';
import type { EndpointValues } from './endpointValues';

/** In which form deliveries go out, and whether they say who is behind a booking. */
export function DeliveryFields(props: {
  form: FormState<EndpointValues>;
  isNew: boolean;
  isDisabled?: boolean;
}) {
  const { form, isNew, isDisabled } = props;
  const { values, set } = form;
  const { t } = useTranslation();
  const legacy = isLegacy(values.profile);
  return (
    <>
      <div className={styles.group}>
        <Switch
          label={t('form.personal')}
          isDisabled={isDisabled || legacy}
          isSelected={values.includePersonalData || legacy}
          onChange={isOn => set('includePersonalData', isOn)}
        />
        <Text as="p" variant="body-small" color="secondary">
          {t(legacy ? 'form.personalLegacy' : 'form.personalHint')}
        </Text>
      </div>
      <div className={styles.group}>
        <RadioGroup
          label={t('form.profile')}
          isDisabled={isDisabled}
          value={values.profile}
          onChange={value => set('profile', value as Profile)}
        >
          {PROFILES.map(profile => (
            <Radio key={profile} value={profile}>
              {t(`form.profile.${profile}`)}
            </Radio>
          ))}
        </RadioGroup>
        <Text as="p" variant="body-small" color="secondary">
          {t(legacy ? 'form.profileLegacyHint' : 'form.profileHint')}
        </Text>
      </div>
      {legacy && isNew && (
        <PasswordField
          {...form.field('legacySecret')}
          label={t('form.legacySecret')}
          description={t('form.legacySecretHint')}
          isDisabled={isDisabled}
        />
      )}
    </>
  );
}
