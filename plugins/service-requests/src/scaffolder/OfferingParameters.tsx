import { Text } from '@backstage/ui';
import { useLanguage } from '@callboard/frontend-kit';
import { useEffect, useId, useMemo } from 'react';
import { ParameterFields } from '../components/form/ParameterFields';
import { useOffering } from '../hooks/useOfferings';
import { useTargets } from '../hooks/useTargets';
import { useTranslation } from '../hooks/useTranslation';
import { operationOf } from '../lib/draft';
import { localOffering } from '../lib/localOffering';
import {
  knownValues,
  parameterFields,
  schemaDefaults,
  type Values,
} from '../lib/parameterFields';
import { FieldFrame, Hint, Problems } from './FieldFrame';
import { heldService } from './formData';
import type { OfferingParametersProps } from './offeringParametersField';
import styles from './Pickers.module.css';

export function OfferingParameters(props: OfferingParametersProps) {
  return (
    <FieldFrame>
      <Parameters {...props} />
    </FieldFrame>
  );
}

function Parameters(props: OfferingParametersProps) {
  const { formContext, schema, uiSchema } = props;
  const { t } = useTranslation();
  const id = useId();
  const { serviceField = 'service', offering } = uiSchema['ui:options'] ?? {};
  const service = heldService(formContext?.formData, serviceField);
  const name = offering ?? service?.offering;
  return (
    <div role="group" aria-labelledby={id} className={styles.parameters}>
      <Text id={id} as="h3" weight="bold" variant="body-medium">
        {schema.title ?? t('scaffolder.parameters.title')}
      </Text>
      {name === undefined ? (
        <Hint>{t('scaffolder.parameters.noService')}</Hint>
      ) : (
        // Another service has other settings.
        <Fields
          key={service?.entityRef ?? name}
          {...props}
          offering={name}
          target={service?.entityRef}
        />
      )}
    </div>
  );
}

/**
 * By field of a form, the service whose settings it was filled with. A step is
 * gone from the screen while another one is there, and comes back with what it
 * held: were it those of the service that was chosen before, a change of one
 * service would ask for the settings of another.
 */
const filledFor = new Map<string, string>();

function Fields(
  props: OfferingParametersProps & { offering: string; target?: string },
) {
  const { formData, onChange, uiSchema, idSchema, target } = props;
  const { t } = useTranslation();
  const { operation = 'create' } = uiSchema['ui:options'] ?? {};
  const language = useLanguage();
  const { data, error } = useOffering(props.offering);
  const offering = useMemo(
    () => data && localOffering(data, language),
    [data, language],
  );
  const { services, error: targetError } = useTargets(target ? [target] : []);
  const current = target ? services?.get(target)?.parameters : undefined;
  const offered = operationOf(offering, operation);
  const fields = useMemo(
    () => parameterFields(offered?.parameters, offered?.ui),
    [offered],
  );
  const isKnown = offered !== undefined && (!target || current !== undefined);
  const first = useMemo<Values>(
    () =>
      current
        ? knownValues(offered?.parameters, current)
        : schemaDefaults(offered?.parameters),
    [current, offered],
  );
  const isForeign =
    formData !== undefined &&
    Object.keys(formData).some(
      key => !fields.some(field => field.name === key),
    );

  // A form holds an empty object before anybody has been there.
  const isNew =
    Object.keys(formData ?? {}).length === 0 && Object.keys(first).length > 0;
  const filled = filledFor.get(idSchema.$id);
  const isOfAnother = target !== undefined && (filled ?? target) !== target;

  useEffect(() => {
    if (!isKnown) return;
    if (isNew || isForeign || isOfAnother) {
      onChange(first);
    }
    if (target) filledFor.set(idSchema.$id, target);
  }, [
    isKnown,
    isNew,
    isForeign,
    isOfAnother,
    first,
    idSchema,
    target,
    onChange,
  ]);

  return (
    <>
      {isKnown && fields.length === 0 && (
        <Hint>{t('scaffolder.parameters.none')}</Hint>
      )}
      {isKnown && (
        <ParameterFields
          fields={fields}
          values={formData ?? first}
          current={current}
          place="items/0/parameters"
          onChange={onChange}
        />
      )}
      <Problems error={error ?? targetError} />
    </>
  );
}
