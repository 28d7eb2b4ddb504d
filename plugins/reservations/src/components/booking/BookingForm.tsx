import {
  Booking,
  BookingChange,
  BulkRequest,
  NewBooking,
  ReservationsRequestError,
  Slot,
} from '@callboard/backstage-plugin-reservations-common';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { FormEvent, useId, useMemo, useState } from 'react';
import { useResources, useResourceTypes } from '../../hooks/useInventory';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { useWhomToBookFor } from '../../hooks/useWhomToBookFor';
import {
  BookingValues,
  isAskable,
  lengthMinutes,
  toChange,
  toNewBooking,
  toPreviewRequest,
  withOffer,
  withResources,
  withStart,
} from '../../lib/bookingForm';
import { resourceNames } from '../../lib/calendarEvents';
import { severalOf } from '../../lib/several';
import { isWorthWaiting } from '../../lib/waitlist';
import { parameterDefaults, parameterGroups } from '../../lib/parameterSchema';
import { Drawer, MINUTE_MS, useWords } from '@callboard/frontend-kit';
import { isRefused } from '../common/RefusalMessage';
import { needsProject, ProjectField } from '../projects/ProjectField';
import { OwnerField } from '../people/OwnerField';
import { OverrideField } from '../rules/OverrideField';
import styles from './BookingForm.module.css';
import { BookingCost } from './BookingCost';
import { JoinWaitlist } from '../waitlist/JoinWaitlist';
import { FieldProblem, PreviewAnswer, SubmitProblem } from './FormProblems';
import { ParameterFields } from './ParameterFields';
import { PeopleField } from './PeopleField';
import { ResourceField, UnitFields } from './ResourceField';
import { TimeFields } from './TimeFields';
import { SeveralFields } from '../series/SeveralFields';
import { usePreview } from './usePreview';

const NONE: never[] = [];

/** The form of a new booking and, with `replaces`, of one that is changed. */
export function BookingForm(props: {
  title: string;
  initial: BookingValues;
  replaces?: Booking;
  error: Error | null;
  isPending: boolean;
  /** Something was changed: the last refusal no longer speaks of it. */
  onChange: () => void;
  onSubmit: (wanted: {
    booking: NewBooking;
    change?: BookingChange;
    bulk?: BulkRequest;
  }) => void;
  onClose: () => void;
}) {
  const { title, initial, replaces, error, isPending } = props;
  const { onChange, onSubmit, onClose } = props;
  const { t } = useTranslation();
  const word = useWords();
  const { zone } = useTimeZone();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const formId = useId();
  const [values, setValues] = useState(initial);
  const { data: resources = NONE } = useResources();
  const { data: types = NONE } = useResourceTypes();

  const chosen = useMemo(
    () => resources.filter(r => values.resourceRefs.includes(r.entityRef)),
    [resources, values.resourceRefs],
  );
  const groups = useMemo(() => parameterGroups(chosen, types), [chosen, types]);
  const filled = useMemo(() => withDefaults(values, groups), [values, groups]);
  const whom = useWhomToBookFor(chosen);

  const context = { zone, resources };
  const {
    preview,
    error: previewError,
    isChecking,
  } = usePreview(
    isAskable(filled)
      ? toPreviewRequest(filled, { ...context, replaces: replaces?.id })
      : undefined,
  );
  const previewProblem =
    previewError instanceof ReservationsRequestError ? previewError : undefined;
  const submitProblem =
    error instanceof ReservationsRequestError ? error : undefined;
  const fieldErrors = [
    ...(submitProblem?.fields ?? []),
    ...(previewProblem?.fields ?? []),
  ];

  const change = (next: BookingValues) => {
    setValues(next);
    onChange();
  };
  const choose = (slot: Slot) => {
    const conflicts = submitProblem?.conflicts ?? preview?.conflicts ?? NONE;
    const offered = withOffer(values, slot, conflicts);
    change(withResources(offered, offered.resourceRefs));
  };
  const names =
    values.resourceRefs.length > 0
      ? resourceNames(values.resourceRefs, titleOf)
      : undefined;
  const several = severalOf(
    values,
    toNewBooking(filled, { ...context, fallbackTitle: '' }),
    { isEdit: Boolean(replaces), preview },
  );
  const { repeats } = several;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const full = { ...context, fallbackTitle: names ?? '' };
    const booking = toNewBooking(filled, full);
    onSubmit({
      booking,
      bulk: several.bulkOf(booking),
      change: replaces && toChange(filled, replaces, full),
    });
  };

  const [only, ...others] = chosen;
  const waitable =
    !replaces &&
    !repeats &&
    others.length === 0 &&
    isWorthWaiting(submitProblem ?? preview)
      ? only
      : undefined;
  const canOverride =
    !repeats &&
    several.count === 1 &&
    preview?.mayOverride === true &&
    preview.conflicts.length === 0 &&
    preview.verdicts.some(({ result }) => result === 'deny');
  const refused =
    preview !== undefined &&
    !isChecking &&
    several.isRefused(isRefused(preview));
  const length = format.duration(lengthMinutes(values) * MINUTE_MS);
  const submitText = () => {
    if (!names) return t('common.book');
    if (values.overrideReason !== undefined) {
      return t('rules.override.submit');
    }
    if (several.sum) {
      return t('series.submit', {
        resource: names,
        total: String(several.count),
      });
    }
    if (several.count > 1) {
      return t('bulk.submit', { total: String(several.count) });
    }
    return replaces
      ? t('booking.submitChange', { resource: names })
      : t('booking.submit', { resource: names, length });
  };

  return (
    <Drawer
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={isPending}
            isDisabled={!isAskable(filled) || refused}
          >
            {submitText()}
          </Button>
          <Button variant="tertiary" onPress={onClose}>
            {word('action.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        <SubmitProblem
          title={replaces ? t('booking.notChanged') : t('booking.notBooked')}
          error={error}
          asked={values}
          onChoose={choose}
        />
        <ResourceField
          value={values.resourceRefs}
          onChange={refs => change(withResources(values, refs))}
        />
        <FieldProblem errors={fieldErrors} names={['resourceRefs', 'units']} />
        <UnitFields
          pools={chosen.filter(r => typeof r.capacity === 'number')}
          units={values.units}
          onChange={units => change({ ...values, units })}
        />
        <TimeFields
          start={values.start}
          end={values.end}
          zone={zone}
          onStart={start => change(withStart(values, start))}
          onEnd={end => change({ ...values, end })}
        />
        <FieldProblem
          errors={fieldErrors}
          names={['start', 'end', 'timeZone']}
        />
        <BookingCost
          resources={chosen}
          types={types}
          units={values.units}
          start={values.start}
          end={values.end}
        />
        {!replaces && (
          <SeveralFields
            values={values}
            several={several}
            preview={preview}
            isChecking={isChecking}
            errors={fieldErrors}
            zone={zone}
            onChange={change}
          />
        )}
        {!error && !(repeats && preview) && (
          <PreviewAnswer
            preview={preview}
            error={previewProblem?.fields.length ? null : previewError}
            isChecking={isChecking}
            asked={values}
            onChoose={choose}
          />
        )}
        {(values.overrideReason !== undefined || canOverride) && (
          <OverrideField
            reason={values.overrideReason}
            onChange={overrideReason => change({ ...values, overrideReason })}
          />
        )}
        {waitable && (
          <JoinWaitlist
            resource={waitable}
            booking={toNewBooking(filled, {
              ...context,
              fallbackTitle: names ?? '',
            })}
            onJoined={onClose}
          />
        )}
        {whom && !replaces && (
          <OwnerField
            label={t('booking.onBehalfOf')}
            none={t('booking.myself')}
            whom={whom}
            value={values.onBehalfOf}
            onChange={onBehalfOf => change({ ...values, onBehalfOf })}
          />
        )}
        <FieldProblem errors={fieldErrors} names={['onBehalfOf']} />
        <ProjectField
          owner={replaces?.owner ?? values.onBehalfOf}
          required={needsProject(chosen, types)}
          value={values.project}
          onChange={project => change({ ...values, project })}
        />
        <FieldProblem errors={fieldErrors} names={['project']} />
        <TextField
          label={t('booking.titleField')}
          placeholder={names}
          maxLength={200}
          value={values.title}
          onChange={text => change({ ...values, title: text })}
        />
        <FieldProblem errors={fieldErrors} names={['title']} />
        {groups.map(group => (
          <fieldset
            key={group.resourceRef ?? 'all'}
            className={styles.parameters}
          >
            {group.resourceRef && <legend>{titleOf(group.resourceRef)}</legend>}
            <ParameterFields
              fields={group.fields}
              values={parametersOf(filled, group.resourceRef)}
              onChange={parameters =>
                change(withParameters(filled, group.resourceRef, parameters))
              }
            />
          </fieldset>
        ))}
        <FieldProblem errors={fieldErrors} names={['parameters']} />
        <Accordion
          defaultExpanded={Boolean(
            initial.purpose || initial.participants.length,
          )}
        >
          <AccordionTrigger title={t('booking.more')} />
          <AccordionPanel>
            <div className={styles.form}>
              <TextAreaField
                label={t('booking.purpose')}
                rows={3}
                value={values.purpose}
                onChange={text => change({ ...values, purpose: text })}
              />
              <FieldProblem errors={fieldErrors} names={['purpose']} />
              <PeopleField
                label={t('booking.participants')}
                value={values.participants}
                onChange={participants => change({ ...values, participants })}
              />
              <FieldProblem errors={fieldErrors} names={['participants']} />
            </div>
          </AccordionPanel>
        </Accordion>
      </form>
    </Drawer>
  );
}

type Group = ReturnType<typeof parameterGroups>[number];
type Parameters = Record<string, unknown>;

function parametersOf(values: BookingValues, resourceRef?: string): Parameters {
  return resourceRef
    ? ((values.parameters[resourceRef] as Parameters | undefined) ?? {})
    : values.parameters;
}

function withParameters(
  values: BookingValues,
  resourceRef: string | undefined,
  parameters: Parameters,
): BookingValues {
  return {
    ...values,
    parameters: resourceRef
      ? { ...values.parameters, [resourceRef]: parameters }
      : parameters,
  };
}

/** The schema's defaults where nothing was said, and nothing it does not ask. */
function withDefaults(values: BookingValues, groups: Group[]): BookingValues {
  const parameters = groups.map(group => {
    const given = parametersOf(values, group.resourceRef);
    const asked = group.fields
      .map(({ name }) => name)
      .filter(name => name in given);
    const kept = {
      ...parameterDefaults(group.schema),
      ...Object.fromEntries(asked.map(name => [name, given[name]])),
    };
    return group.resourceRef ? { [group.resourceRef]: kept } : kept;
  });
  return { ...values, parameters: Object.assign({}, ...parameters) };
}
