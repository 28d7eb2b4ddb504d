import type {
  SiteMember,
  MemberOutcome,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { Alert } from '@backstage/ui';
import { EntityName } from '@callboard/frontend-kit';
import { useChangeMembers } from '../../hooks/useMembers';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { memberKey } from './MemberList';

const NAMED = 8;

/** Asks, naming them; who loses the administration is said apart. */
export function RemoveMembers(props: {
  site: Site;
  members: SiteMember[];
  onClose: () => void;
  onDone: (results: MemberOutcome[]) => void;
}) {
  const { site, members, onClose, onDone } = props;
  const { t } = useTranslation();
  const { mutate, isPending, error } = useChangeMembers(site.id);
  const admins = members.filter(({ role }) => role === 'admin').length;
  const more = members.length - NAMED;
  return (
    <ConfirmDialog
      title={t('members.removeQuestion', {
        count: members.length,
        site: site.title,
      })}
      action={t('members.remove')}
      destructive
      isPending={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { remove: members.map(({ ref, role }) => ({ ref, role })) },
          { onSuccess: onDone },
        )
      }
    >
      <ul>
        {members.slice(0, NAMED).map(member => (
          <li key={memberKey(member)}>
            <EntityName entityRef={member.ref} />,{' '}
            {t(`members.role.${member.role}`)}
          </li>
        ))}
        {more > 0 && <li>{t('members.more', { number: String(more) })}</li>}
      </ul>
      <p>{t(`members.removeText.${site.visibility}`)}</p>
      {admins > 0 && (
        <Alert
          status="warning"
          icon
          description={t('members.removesAdmins', { count: admins })}
        />
      )}
    </ConfirmDialog>
  );
}
