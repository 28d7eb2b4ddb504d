import type { Site } from '@callboard/backstage-plugin-reservations-common';
import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { Radio, RadioGroup, Select } from '@backstage/ui';
import { useCallback } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { OpeningHoursField } from '../../rules/OpeningHoursField';
import { EntityRefsField } from '../common/EntityRefsField';
import { FormPanel } from '../common/FormPanel';
import { NameFields } from '../common/NameFields';
import { TimeZoneField } from '../common/TimeZoneField';
import { myTimeZone, useFormState } from '@callboard/frontend-kit';
import { useSavedToast } from '../common/useSavedToast';
import { useSaveSite } from '../useInventoryMutations';
import {
  checkSite,
  newSite,
  siteChange,
  siteValues,
  SiteValues,
} from './siteValues';

const REPORT_SCHEDULES = ['default', 'off', 'weekly', 'monthly'] as const;

/** Creates a site, or changes one. */
export function SiteForm(props: {
  site?: Site;
  onClose: () => void;
  onReload?: () => void;
}) {
  const { site, onClose, onReload } = props;
  const { t } = useTranslation();
  const told = useSavedToast();
  const check = useCallback((v: SiteValues) => checkSite(v, t), [t]);
  const form = useFormState({
    initial: siteValues(site, myTimeZone()),
    check,
  });
  const { set } = form;
  const chooseZone = useCallback(
    (zone: string) => set('timeZone', zone),
    [set],
  );
  const save = useSaveSite();
  const readOnly = site && !site.actions.includes('update');

  const submit = () => {
    const body = site ? siteChange(site, form.values) : undefined;
    if (site && !body) {
      onClose();
      return;
    }
    save.mutate(
      site && body ? { of: site, body } : { body: newSite(form.values) },
      {
        onSuccess: saved => {
          told(saved.title, site ? 'changed' : 'created');
          onClose();
        },
        onError: error => {
          if (error instanceof ReservationsRequestError) {
            form.tellFromServer(error.fields);
          }
        },
      },
    );
  };

  return (
    <FormPanel
      title={site?.title ?? t('admin.site.new')}
      submitLabel={t(site ? 'admin.site.save' : 'admin.site.create', {
        title: form.values.title.trim() || t('admin.site.one'),
      })}
      form={form}
      error={save.error}
      isPending={save.isPending}
      readOnly={readOnly}
      onSubmit={submit}
      onClose={onClose}
      onReload={onReload}
    >
      <NameFields form={form} isNew={!site} />
      <TimeZoneField
        value={form.values.timeZone}
        problem={form.shown('timeZone')}
        isDisabled={readOnly}
        onChange={chooseZone}
      />
      <OpeningHoursField
        hours={form.values.openingHours}
        readOnly={readOnly}
        problem={index => form.shown(`openingHours/${index}/closes`)}
        onChange={hours => form.set('openingHours', hours)}
      />
      <RadioGroup
        label={t('admin.site.visibility')}
        value={form.values.visibility}
        isDisabled={readOnly}
        onChange={value =>
          form.set('visibility', value as SiteValues['visibility'])
        }
      >
        <Radio value="public">{t('admin.site.public')}</Radio>
        <Radio value="members">{t('admin.site.members')}</Radio>
      </RadioGroup>
      <Select
        label={t('reports.schedule')}
        description={t('reports.schedule.hint')}
        isDisabled={readOnly}
        options={REPORT_SCHEDULES.map(id => ({
          id,
          label: t(`reports.schedule.${id}`),
        }))}
        value={form.values.usageReports}
        onChange={key =>
          form.set(
            'usageReports',
            REPORT_SCHEDULES.find(id => id === key) ?? 'default',
          )
        }
      />
      {(!site || readOnly) && (
        <>
          <EntityRefsField
            label={t('admin.site.admins')}
            description={t('admin.site.adminsHint')}
            value={form.values.admins}
            problem={form.shown('admins')}
            isDisabled={readOnly}
            onChange={refs => form.set('admins', refs)}
          />
          <EntityRefsField
            label={t('admin.site.memberList')}
            description={t('admin.site.memberListHint')}
            value={form.values.members}
            problem={form.shown('members')}
            isDisabled={readOnly}
            onChange={refs => form.set('members', refs)}
          />
        </>
      )}
    </FormPanel>
  );
}
