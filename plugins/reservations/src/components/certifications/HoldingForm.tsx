import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Certification,
  CertificationHolding,
} from '@callboard/backstage-plugin-reservations-common';
import {
  entityPresentationApiRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Switch, TextField } from '@backstage/ui';
import { FieldProblem, inZone, toIso } from '@callboard/frontend-kit';
import { useCallback, useState } from 'react';
import {
  useGrantCertification,
  useRenewCertification,
} from '../../hooks/useCertifications';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { EntityRefField } from '../admin/common/EntityRefsField';
import { FormPanel } from '../admin/common/FormPanel';
import { useKeyedForm } from '../admin/common/useKeyedForm';
import { InstantField } from '../people/InstantField';

const PEOPLE = ['user'];
const A_YEAR = 12;

type Values = {
  person: string;
  expires: boolean;
  until: string;
  evidence: string;
};

function initialValues(
  { validityMonths }: Certification,
  zone: string,
  holding?: CertificationHolding,
): Values {
  const end = inZone(new Date(), zone)
    .startOf('day')
    .plus({ months: validityMonths ?? A_YEAR });
  return {
    person: holding?.person ?? '',
    expires: validityMonths !== undefined,
    until: toIso(end),
    evidence: holding?.evidence ?? '',
  };
}

/** Certifies somebody; with `holding` for longer, or less long. */
export function HoldingForm(props: {
  certification: Certification;
  holding?: CertificationHolding;
  /** With the bookings that rest on it no more, where it ends earlier. */
  onDone: (changed: CertificationHolding) => void;
  onClose: () => void;
}) {
  const { certification, holding, onDone, onClose } = props;
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const toast = useApi(toastApiRef);
  const presentation = useApi(entityPresentationApiRef);
  const grant = useGrantCertification();
  const renew = useRenewCertification();
  const [initial] = useState(() => initialValues(certification, zone, holding));
  const check = useCallback(
    (values: Values) => ({
      person: values.person ? undefined : t('certifications.check.person'),
      until:
        !values.expires || Date.parse(values.until) > Date.now()
          ? undefined
          : t('certifications.check.until'),
      evidence:
        !values.evidence.trim() ||
        /^https:\/\/\S+$/.test(values.evidence.trim())
          ? undefined
          : t('certifications.check.evidence'),
    }),
    [t],
  );
  const { form, set, idempotencyKey, tellRefusal } = useKeyedForm({
    initial,
    check,
  });
  const { values } = form;
  const answers = {
    onSuccess: (changed: CertificationHolding) => {
      const who = presentation.forEntity(changed.person).snapshot.primaryTitle;
      const { title } = certification;
      toast.post({
        title: t(
          holding ? 'certifications.renewed' : 'certifications.granted',
          {
            who,
            title,
          },
        ),
        status: 'success',
      });
      onDone(changed);
    },
    onError: tellRefusal,
  };
  const submit = () => {
    const term = {
      validUntil: values.expires ? values.until : null,
      evidence: values.evidence.trim() || undefined,
    };
    if (holding) {
      renew.mutate({ id: holding.id, renewal: term }, answers);
    } else {
      grant.mutate(
        {
          idempotencyKey,
          holding: {
            certificationId: certification.id,
            person: values.person,
            ...term,
          },
        },
        answers,
      );
    }
  };
  const { primaryTitle: who } = useEntityPresentation(
    holding?.person ?? 'user:default/nobody',
  );
  return (
    <FormPanel
      title={
        holding
          ? t('certifications.renewTitle', { who, title: certification.title })
          : t('certifications.grant')
      }
      submitLabel={t(holding ? 'certifications.renew' : 'certifications.grant')}
      form={form}
      error={grant.error ?? renew.error}
      isPending={grant.isPending || renew.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <EntityRefField
        label={t('certifications.person')}
        kinds={PEOPLE}
        value={values.person}
        problem={form.shown('person')}
        isDisabled={holding !== undefined}
        onChange={ref => set('person', ref)}
      />
      <Switch
        label={t('certifications.expires')}
        isSelected={values.expires}
        onChange={expires => set('expires', expires)}
      />
      {values.expires && (
        <InstantField
          label={t('certifications.until', { zone })}
          value={values.until}
          zone={zone}
          isInvalid={form.shown('until') !== undefined}
          onChange={until => set('until', until)}
        />
      )}
      <FieldProblem problem={form.shown('until') ?? form.shown('validUntil')} />
      <TextField
        {...form.field('evidence')}
        label={t('certifications.evidence')}
        description={t('certifications.evidenceHint')}
        placeholder="https://"
        maxLength={2000}
        onChange={text => set('evidence', text)}
      />
      <FieldProblem problem={form.shown('evidence')} />
    </FormPanel>
  );
}
