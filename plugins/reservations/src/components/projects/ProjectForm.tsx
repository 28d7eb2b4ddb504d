import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Project, Site } from '@callboard/backstage-plugin-reservations-common';
import { Select, Switch, TextAreaField, TextField } from '@backstage/ui';
import { FieldProblem, useFormState } from '@callboard/frontend-kit';
import { useCallback, useState } from 'react';
import { useCreateProject, useUpdateProject } from '../../hooks/useProjects';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import {
  newProjectValues,
  ProjectValues,
  toNewProject,
  toProjectChange,
  valuesOfProject,
} from '../../lib/projects';
import { EntityRefsField } from '../admin/common/EntityRefsField';
import { FormPanel } from '../admin/common/FormPanel';
import { SiteOrEvery } from '../admin/common/SiteOrEvery';
import { isName } from '../admin/common/slug';
import { useKeyedForm } from '../admin/common/useKeyedForm';
import { InstantField } from '../people/InstantField';
import styles from './Projects.module.css';

/** A new project; with `project` one that is changed. */
export function ProjectForm(props: {
  project?: Project;
  /** Those in which the caller may create one. */
  sites: Site[];
  canCreateGlobal: boolean;
  onClose: () => void;
}) {
  const { project, sites, canCreateGlobal, onClose } = props;
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const toast = useApi(toastApiRef);
  const create = useCreateProject();
  const update = useUpdateProject();
  const [initial] = useState(() =>
    project
      ? valuesOfProject(project, { zone })
      : newProjectValues({
          now: new Date(),
          zone,
          siteRef: canCreateGlobal ? undefined : sites[0]?.entityRef,
        }),
  );
  const check = useCallback(
    (values: ProjectValues) => ({
      code: isName(values.code.trim()) ? undefined : t('projects.check.code'),
      title: values.title.trim() ? undefined : t('projects.check.title'),
      holders:
        values.holders.length > 0 ? undefined : t('projects.check.holders'),
      amount:
        values.amount.trim() && Number(values.amount) >= 0
          ? undefined
          : t('projects.check.amount'),
      currency:
        values.kind === 'hours' || /^[A-Z]{3}$/.test(values.currency)
          ? undefined
          : t('projects.check.currency'),
      until:
        !values.ends || Date.parse(values.until) > Date.parse(values.from)
          ? undefined
          : t('projects.check.until'),
    }),
    [t],
  );
  const { form, set, idempotencyKey, tellRefusal } = useKeyedForm({
    initial,
    check,
  });
  const { values } = form;
  const answers = {
    onSuccess: ({ title }: Project) => {
      toast.post({
        title: t(project ? 'projects.saved' : 'projects.created', { title }),
        status: 'success',
      });
      onClose();
    },
    onError: tellRefusal,
  };
  const submit = () => {
    if (!project) {
      create.mutate({ idempotencyKey, project: toNewProject(values) }, answers);
      return;
    }
    const change = toProjectChange(values, project);
    if (change) update.mutate({ project, change }, answers);
    else onClose();
  };
  return (
    <FormPanel
      title={
        project
          ? t('projects.edit', { title: project.title })
          : t('projects.new')
      }
      submitLabel={t(project ? 'projects.save' : 'projects.create')}
      form={form}
      error={create.error ?? update.error}
      isPending={create.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        {...form.field('code')}
        label={t('projects.code')}
        description={t('projects.codeHint')}
        isDisabled={project !== undefined}
        maxLength={63}
        onChange={text => set('code', text)}
      />
      <FieldProblem problem={form.shown('code')} />
      <TextField
        {...form.field('title')}
        label={t('projects.name')}
        maxLength={200}
        onChange={text => set('title', text)}
      />
      <FieldProblem problem={form.shown('title')} />
      <TextAreaField
        {...form.field('description')}
        label={t('projects.description')}
        rows={2}
        maxLength={4000}
        onChange={text => set('description', text)}
      />
      <SiteOrEvery
        label={t('projects.site')}
        sites={sites}
        every={canCreateGlobal || project ? t('projects.everySite') : undefined}
        labelOf={({ title }) => t('projects.onSite', { site: title })}
        value={values.siteRef}
        isDisabled={project !== undefined}
        onChange={siteRef => set('siteRef', siteRef)}
      />
      <FieldProblem problem={form.shown('siteRef')} />
      <EntityRefsField
        label={t('projects.holders')}
        description={t('projects.holdersHint')}
        value={values.holders}
        problem={form.shown('holders')}
        onChange={refs => set('holders', refs)}
      />
      <BudgetFields form={form} onSet={set} />
      <InstantField
        label={t('projects.from', { zone })}
        value={values.from}
        zone={zone}
        onChange={from => set('from', from)}
      />
      <Switch
        label={t('projects.ends')}
        isSelected={values.ends}
        onChange={ends => set('ends', ends)}
      />
      {values.ends && (
        <InstantField
          label={t('projects.until', { zone })}
          value={values.until}
          zone={zone}
          isInvalid={form.shown('until') !== undefined}
          onChange={until => set('until', until)}
        />
      )}
      <FieldProblem problem={form.shown('until')} />
    </FormPanel>
  );
}

function BudgetFields(props: {
  form: ReturnType<typeof useFormState<ProjectValues>>;
  onSet: <K extends keyof ProjectValues>(
    name: K,
    value: ProjectValues[K],
  ) => void;
}) {
  const { form, onSet } = props;
  const { t } = useTranslation();
  const { kind } = form.values;
  return (
    <>
      <div
        className={styles.fields}
        role="group"
        aria-label={t('projects.budget')}
      >
        <Select
          label={t('projects.kind')}
          options={(['hours', 'money'] as const).map(id => ({
            id,
            label: t(`projects.kind.${id}`),
          }))}
          value={kind}
          onChange={key => onSet('kind', key === 'money' ? 'money' : 'hours')}
        />
        <TextField
          {...form.field('amount')}
          label={t(`projects.amount.${kind}`)}
          inputMode="decimal"
          onChange={text => onSet('amount', text.replace(',', '.'))}
        />
        {kind === 'money' && (
          <TextField
            {...form.field('currency')}
            label={t('projects.currency')}
            description={t('projects.currencyHint')}
            maxLength={3}
            onChange={text => onSet('currency', text.toUpperCase())}
          />
        )}
      </div>
      <FieldProblem
        problem={
          form.shown('amount') ?? form.shown('currency') ?? form.shown('budget')
        }
      />
    </>
  );
}
