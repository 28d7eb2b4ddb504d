import { useCallback } from 'react';
import { useTranslation } from '../../hooks/useTranslation';

/** The heading of a group of event types; its own name where there is none. */
export function useGroupTitle(): (group: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (group: string) => {
      const known: Record<string, string> = {
        booking: t('events.group.booking'),
        resource: t('events.group.resource'),
        type: t('events.group.type'),
        ssh_key: t('events.group.sshKey'),
        site: t('events.group.site'),
        endpoint: t('events.group.endpoint'),
        member: t('events.group.member'),
        grant: t('events.group.grant'),
        feed_token: t('events.group.feedToken'),
        certification: t('events.group.certification'),
        maintenance: t('events.group.maintenance'),
        offering: t('events.group.offering'),
        problem: t('events.group.problem'),
        project: t('events.group.project'),
        request: t('events.group.request'),
        service: t('events.group.service'),
        waitlist: t('events.group.waitlist'),
      };
      return known[group] ?? group;
    },
    [t],
  );
}
