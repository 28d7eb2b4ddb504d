import { Alert, Text } from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import { CopyButton } from '../common/CopyButton';
import styles from '../people/People.module.css';
import settingsStyles from './Settings.module.css';

const CLIENTS = ['google', 'outlook', 'apple', 'thunderbird'] as const;

/** The address, this once, and where the usual programs take it. */
export function FeedAddress({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.form}>
      <Alert status="warning" icon description={t('feeds.once')} />
      <div className={styles.address}>
        <code>{url}</code>
        <CopyButton text={url} what={t('feeds.address')} />
      </div>
      <div>
        <Text as="h3" variant="body-medium" weight="bold">
          {t('feeds.how')}
        </Text>
        <dl className={settingsStyles.clients}>
          {CLIENTS.map(client => (
            <div key={client}>
              <dt>{t(`feeds.client.${client}`)}</dt>
              <dd>{t(`feeds.clientHow.${client}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
