import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Certification,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { TextAreaField, TextField } from '@backstage/ui';
import { FieldProblem } from '@callboard/frontend-kit';
import { useCallback, useState } from 'react';
import {
  useDefineCertification,
  useUpdateCertification,
} from '../../hooks/useCertifications';
import { useTranslation } from '../../hooks/useTranslation';
import { FormPanel } from '../admin/common/FormPanel';
import { SiteOrEvery } from '../admin/common/SiteOrEvery';
import { isName } from '../admin/common/slug';
import { useKeyedForm } from '../admin/common/useKeyedForm';

type Values = {
  name: string;
  title: string;
  description: string;
  /** Empty: of every site. */
  siteRef: string;
  validityMonths: string;
};

/** A new certification; with `certification` one that is changed. */
export function CertificationForm(props: {
  certification?: Certification;
  sites: Site[];
  canDefineGlobal: boolean;
  onClose: () => void;
}) {
  const { certification, sites, canDefineGlobal, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const define = useDefineCertification();
  const update = useUpdateCertification();
  const [initial] = useState<Values>(() => ({
    name: certification?.name ?? '',
    title: certification?.title ?? '',
    description: certification?.description ?? '',
    siteRef: certification
      ? (certification.siteRef ?? '')
      : ((canDefineGlobal ? undefined : sites[0]?.entityRef) ?? ''),
    validityMonths: String(certification?.validityMonths ?? ''),
  }));
  const check = useCallback(
    (values: Values) => ({
      name: isName(values.name.trim())
        ? undefined
        : t('certifications.check.name'),
      title: values.title.trim() ? undefined : t('certifications.check.title'),
      validityMonths: /^([1-9]\d?|[1-5]\d\d|600)?$/.test(
        values.validityMonths.trim(),
      )
        ? undefined
        : t('certifications.check.months'),
    }),
    [t],
  );
  const { form, set, idempotencyKey, tellRefusal } = useKeyedForm({
    initial,
    check,
  });
  const { values } = form;
  const answers = {
    onSuccess: ({ title }: Certification) => {
      toast.post({
        title: t(
          certification ? 'certifications.saved' : 'certifications.defined',
          { title },
        ),
        status: 'success',
      });
      onClose();
    },
    onError: tellRefusal,
  };
  const submit = () => {
    const months = Number(values.validityMonths) || undefined;
    const description = values.description.trim() || undefined;
    const title = values.title.trim();
    if (certification) {
      const change = {
        title,
        description: description ?? null,
        validityMonths: months ?? null,
      };
      update.mutate({ certification, change }, answers);
    } else {
      define.mutate(
        {
          idempotencyKey,
          certification: {
            name: values.name.trim(),
            title,
            description,
            siteRef: values.siteRef || undefined,
            validityMonths: months,
          },
        },
        answers,
      );
    }
  };
  return (
    <FormPanel
      title={
        certification
          ? t('certifications.edit', { title: certification.title })
          : t('certifications.new')
      }
      submitLabel={t(
        certification ? 'certifications.save' : 'certifications.define',
      )}
      form={form}
      error={define.error ?? update.error}
      isPending={define.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        {...form.field('title')}
        label={t('certifications.titleField')}
        maxLength={200}
        onChange={text => set('title', text)}
      />
      <FieldProblem problem={form.shown('title')} />
      <TextField
        {...form.field('name')}
        label={t('certifications.name')}
        description={t('certifications.nameHint')}
        isDisabled={certification !== undefined}
        maxLength={63}
        onChange={text => set('name', text)}
      />
      <FieldProblem problem={form.shown('name')} />
      <TextAreaField
        {...form.field('description')}
        label={t('certifications.description')}
        rows={3}
        maxLength={4000}
        onChange={text => set('description', text)}
      />
      <SiteOrEvery
        label={t('certifications.site')}
        sites={sites}
        every={
          canDefineGlobal || certification
            ? t('certifications.everySite')
            : undefined
        }
        value={values.siteRef}
        isDisabled={certification !== undefined}
        onChange={siteRef => set('siteRef', siteRef)}
      />
      <FieldProblem problem={form.shown('siteRef')} />
      <TextField
        {...form.field('validityMonths')}
        label={t('certifications.validity')}
        description={t('certifications.validityHint')}
        inputMode="numeric"
        onChange={text => set('validityMonths', text)}
      />
      <FieldProblem problem={form.shown('validityMonths')} />
    </FormPanel>
  );
}
