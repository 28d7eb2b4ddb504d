import { TextAreaField, TextField } from '@backstage/ui';
import type { Environment } from '@callboard/backstage-plugin-service-requests-common';
import { Toggle } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import {
  type Draft,
  dayAfter,
  isAllChanges,
  type Owner,
} from '../../lib/draft';
import { DayField } from '../common/DayField';
import styles from './Form.module.css';
import { OwnerField } from './OwnerField';
import { useRemark } from './remarks';
import { RemarkText } from './RemarkText';
import { useHasRemark } from './useRemarks';

type Props = {
  draft: Draft;
  owners: readonly Owner[];
  ownersOpen: boolean;
  suggestedTitle: string;
  environment: Environment | undefined;
  onChange: (changes: Partial<Draft>) => void;
};

/** Whose it is, until when, why, and what is rarely filled in. */
export function DetailFields(props: Props) {
  const { draft, suggestedTitle, environment, onChange } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const isWrongWithin = useHasRemark(['title', 'costCentre', 'endDate']);
  const endDate = !isAllChanges(draft) && <EndDateField {...props} />;
  const isCostCentreFirst = environment?.production && !isAllChanges(draft);
  const costCentre = (
    <TextRemarkField
      place="costCentre"
      label={t('form.costCentre')}
      value={draft.costCentre}
      maxLength={100}
      onChange={name => onChange({ costCentre: name })}
    />
  );
  return (
    <div className={styles.details}>
      {!isAllChanges(draft) && <OwnerField {...props} />}
      {environment?.requiresEndDate && endDate}
      {isCostCentreFirst && costCentre}
      <ReasonField {...props} />
      <Toggle
        title={t('form.moreOptions')}
        isOpen={isOpen || isWrongWithin}
        onToggle={() => setOpen(!isOpen)}
      >
        {!environment?.requiresEndDate && endDate}
        {!isCostCentreFirst && costCentre}
        <TextRemarkField
          place="title"
          label={t('form.titleField')}
          value={draft.title}
          maxLength={200}
          placeholder={suggestedTitle}
          onChange={title => onChange({ title })}
        />
      </Toggle>
    </div>
  );
}

function TextRemarkField(props: {
  place: string;
  label: string;
  value: string;
  maxLength: number;
  placeholder?: string;
  onChange: (text: string) => void;
}) {
  const { place, ...rest } = props;
  const { remark, isInvalid, touch } = useRemark(place);
  return (
    <div className={styles.field}>
      <TextField
        {...rest}
        validationBehavior="aria"
        isInvalid={isInvalid}
        onBlur={touch}
      />
      <RemarkText remark={remark} />
    </div>
  );
}

function EndDateField({ draft, environment, onChange }: Props) {
  const { t } = useTranslation();
  const { remark, isInvalid, touch } = useRemark('endDate');
  const now = Date.now();
  return (
    <div className={styles.field}>
      <DayField
        label={t('form.endDate')}
        description={
          environment?.maxDays
            ? t('form.endDateWithin', { count: environment.maxDays })
            : t('form.endDateHint')
        }
        value={draft.endDate}
        min={dayAfter(now, 1)}
        max={
          environment?.maxDays ? dayAfter(now, environment.maxDays) : undefined
        }
        isRequired={environment?.requiresEndDate}
        isInvalid={isInvalid}
        onChange={endDate => {
          touch();
          onChange({ endDate });
        }}
        onBlur={touch}
      />
      <RemarkText remark={remark} />
    </div>
  );
}

function ReasonField({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { remark, isInvalid, touch } = useRemark('reason');
  return (
    <div className={styles.field}>
      <TextAreaField
        label={t('form.reason')}
        description={t('form.reasonHint')}
        maxLength={4000}
        rows={2}
        isInvalid={isInvalid}
        value={draft.reason}
        onChange={reason => onChange({ reason })}
        onBlur={touch}
      />
      <RemarkText remark={remark} />
    </div>
  );
}
