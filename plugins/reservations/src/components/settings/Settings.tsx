import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { settingsRouteRef } from '../../routes';
import { MyCertifications } from '../certifications/MyCertifications';
import { MyProjects } from '../projects/MyProjects';
import { SshKeys } from '../keys/SshKeys';
import { CalendarFeeds } from './CalendarFeeds';
import { ChosenTimeZone } from './ChosenTimeZone';
import { ReminderTime } from './ReminderTime';
import styles from './Settings.module.css';

/** What a person keeps for their own bookings, and where the rest is. */
export function Settings() {
  const { t } = useTranslation();
  return (
    <div className={styles.settings}>
      <Section title={t('feeds.title')} hint={t('feeds.hint')}>
        <CalendarFeeds />
      </Section>
      <Section title={t('keys.title')}>
        <SshKeys />
      </Section>
      <Section title={t('projects.mine')} hint={t('projects.mineHint')}>
        <MyProjects />
      </Section>
      <Section
        title={t('certifications.mine')}
        hint={t('certifications.mineHint')}
      >
        <MyCertifications />
      </Section>
      <Section
        title={t('settings.reminders')}
        hint={t('settings.remindersHint')}
      >
        <ReminderTime />
      </Section>
      <Section title={t('settings.zone')} hint={t('settings.zoneHint')}>
        <ChosenTimeZone />
      </Section>
      <Elsewhere />
    </div>
  );
}

function Section(props: { title: string; hint?: string; children: ReactNode }) {
  const { title, hint, children } = props;
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <Text as="h2" id={id} variant="title-x-small">
        {title}
      </Text>
      {hint && (
        <Text as="p" color="secondary">
          {hint}
        </Text>
      )}
      {children}
    </section>
  );
}

/** Language, theme and notifications are the whole portal's. */
function Elsewhere() {
  const { t } = useTranslation();
  const root = useRouteRef(settingsRouteRef)?.();
  if (!root) {
    return null;
  }
  return (
    <Section title={t('settings.elsewhere')}>
      <ul className={styles.elsewhere}>
        <li>
          <Link href={`${root}/general`}>{t('settings.general')}</Link>
        </li>
        <li>
          <Link href={`${root}/notifications`}>
            {t('settings.notifications')}
          </Link>
        </li>
      </ul>
    </Section>
  );
}
