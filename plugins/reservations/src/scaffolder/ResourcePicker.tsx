import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Combobox, Text } from '@backstage/ui';
import { useErrorText, useWords } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { ReservationsProvider } from '../api/ReservationsProvider';
import { useMoment } from '../components/entity/useMoment';
import { useAvailabilityNow } from '../components/explore/useAvailabilityNow';
import { useInventoryTitles } from '../components/explore/useInventoryTitles';
import { useResources } from '../hooks/useInventory';
import { useTranslation } from '../hooks/useTranslation';
import type { ResourcePickerProps } from './resourcePickerField';
import styles from './Pickers.module.css';

export function ResourcePicker(props: ResourcePickerProps) {
  return (
    <ReservationsProvider>
      {/* The form's paper. */}
      <BgProvider bg="neutral-1">
        <Picker {...props} />
      </BgProvider>
    </ReservationsProvider>
  );
}

function Picker(props: ResourcePickerProps) {
  const { formData, onChange, schema, uiSchema, required, rawErrors } = props;
  const { t } = useTranslation();
  const textOf = useErrorText();
  const word = useWords();
  const { site, type } = uiSchema['ui:options'] ?? {};
  const { data, isPending, error } = useResources({ site, type });
  const titles = useInventoryTitles();
  const say = useSayNow(site);

  const options = useMemo(
    () =>
      (data ?? [])
        .filter(r => r.actions.includes('book') || r.entityRef === formData)
        .sort((a, b) =>
          a.title.localeCompare(b.title, undefined, { numeric: true }),
        )
        .map(r => ({
          id: r.entityRef,
          label: r.title,
          description: [
            titles.typeTitle(r.type),
            titles.siteTitle(r.siteRef),
            say(r),
          ]
            .filter(Boolean)
            .join(' · '),
        })),
    [data, formData, titles, say],
  );
  const problems = [...(rawErrors ?? []), ...(error ? [textOf(error)] : [])];
  return (
    <div className={styles.field}>
      <Combobox
        label={schema.title ?? t('scaffolder.resource.title')}
        description={schema.description ?? t('scaffolder.resource.hint')}
        secondaryLabel={required ? t('scaffolder.required') : undefined}
        placeholder={
          isPending
            ? word('state.loading')
            : t('scaffolder.resource.placeholder')
        }
        isDisabled={props.disabled || uiSchema['ui:disabled'] === true}
        isInvalid={problems.length > 0}
        options={options}
        search
        value={formData ?? null}
        onChange={key => onChange(key === null ? undefined : String(key))}
      />
      {data && options.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('scaffolder.resource.none')}
        </Text>
      )}
      {problems.map(problem => (
        <Text
          key={problem}
          as="p"
          variant="body-small"
          color="danger"
          role="alert"
        >
          {problem}
        </Text>
      ))}
    </div>
  );
}

/** Whether a resource is free now, in a few words. */
function useSayNow(site: string | undefined) {
  const { t } = useTranslation();
  const moment = useMoment();
  const { byRef } = useAvailabilityNow(site);
  return useMemo(
    () =>
      (resource: Resource): string => {
        if (resource.status !== 'active') {
          return t(`common.resourceStatus.${resource.status}`);
        }
        const now = byRef.get(resource.entityRef);
        if (!now || now.state === 'out') {
          return '';
        }
        const word = now.state === 'free' ? 'free' : 'taken';
        return now.until
          ? t(`explore.availability.${word}Until`, { time: moment(now.until) })
          : t(`explore.availability.${word}`);
      },
    [byRef, moment, t],
  );
}
