import type {
  MemberOutcome,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Radio, RadioGroup, TextAreaField } from '@backstage/ui';
import { Drawer, useWords } from '@callboard/frontend-kit';
import { FormEvent, useId, useState } from 'react';
import { useChangeMembers } from '../../hooks/useMembers';
import { UnknownPerson, usePeopleLookup } from '../../hooks/usePeopleLookup';
import { useTranslation } from '../../hooks/useTranslation';
import { EntityRefsField } from '../admin/common/EntityRefsField';
import { ErrorPanel } from '../common/ErrorPanel';
import styles from '../people/People.module.css';
import { LookupAnswer } from './LookupAnswer';
import { MembersReport } from './MembersReport';

type Role = MemberOutcome['role'];
type Report = { results: MemberOutcome[]; unknown: UnknownPerson[] };

/** Adds many at once, and then says of each what became of it. */
export function AddPeople(props: { site: Site; onClose: () => void }) {
  const { site, onClose } = props;
  const { t } = useTranslation();
  const word = useWords();
  const formId = useId();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<string[]>([]);
  const [role, setRole] = useState<Role>('member');
  const [report, setReport] = useState<Report>();
  const { lookup, error: lookupError, isLooking } = usePeopleLookup(text);
  const change = useChangeMembers(site.id);

  const unknown = lookup?.unknown ?? [];
  const refs = [
    ...new Set([...(lookup?.found ?? []).map(({ ref }) => ref), ...picked]),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isLooking || refs.length === 0) return;
    change.mutate(
      { add: refs.map(ref => ({ ref, role })) },
      { onSuccess: results => setReport({ results, unknown }) },
    );
  };
  const startOver = () => {
    // Whom nobody knew stays in the field, to be corrected.
    setText(unknown.map(one => one.text).join('\n'));
    setPicked([]);
    setReport(undefined);
    change.reset();
  };

  if (report) {
    return (
      <Drawer
        title={t('members.reportOn', { site: site.title })}
        onClose={onClose}
        footer={
          <>
            <Button variant="secondary" onPress={startOver}>
              {t(unknown.length > 0 ? 'members.correct' : 'members.addOthers')}
            </Button>
            <Button variant="primary" onPress={onClose}>
              {word('action.close')}
            </Button>
          </>
        }
      >
        <MembersReport report={report.results} unknown={report.unknown} />
      </Drawer>
    );
  }
  return (
    <Drawer
      title={t('members.addTo', { site: site.title })}
      onClose={onClose}
      sticky={text !== '' || picked.length > 0}
      footer={
        <>
          <Button variant="secondary" onPress={onClose}>
            {word('action.cancel')}
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={change.isPending}
            isDisabled={isLooking || refs.length === 0}
          >
            {refs.length > 0
              ? t('members.submit', { count: refs.length })
              : t('members.add')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        {change.error && (
          <ErrorPanel
            title={t('members.notAdded')}
            error={change.error}
            mutation
          />
        )}
        <TextAreaField
          label={t('members.paste')}
          description={t('members.pasteHint')}
          rows={6}
          value={text}
          onChange={setText}
        />
        <LookupAnswer
          lookup={lookup}
          error={lookupError}
          isLooking={isLooking}
        />
        <EntityRefsField
          label={t('members.pick')}
          value={picked}
          onChange={setPicked}
        />
        <RadioGroup
          label={t('members.as')}
          value={role}
          onChange={value => setRole(value as Role)}
        >
          <Radio value="member">{t('members.asMember')}</Radio>
          <Radio value="admin">{t('members.asAdmin')}</Radio>
        </RadioGroup>
      </form>
    </Drawer>
  );
}
