import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Tab,
  TabList,
  TabPanel,
  Tabs,
} from '@backstage/ui';
import type { Profile } from '@callboard/backstage-plugin-webhooks-common';
import { isLegacy } from '@callboard/backstage-plugin-webhooks-common';
import { CodeBlock, CopyButton, useWords } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { SNIPPETS } from '../../lib/snippets';
import styles from './SecretDialog.module.css';

/**
 * The secret of an endpoint, this once. A press beside it and Escape do not
 * close it, so that it is not lost by mistake.
 */
export function SecretDialog(props: {
  title: string;
  profile: Profile;
  /** Absent where the server had shown it before, to an answer that got lost. */
  secret: string | undefined;
  /** After a rotation, until when the old one signs too. */
  oldUntil?: string;
  onClose: () => void;
}) {
  const { title, profile, secret, oldUntil, onClose } = props;
  const { t } = useTranslation();
  const word = useWords();
  const format = useTimeFormat();
  return (
    <Dialog
      isOpen
      isDismissable={false}
      isKeyboardDismissDisabled
      width={620}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      <DialogHeader>{t('secret.title', { title })}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {secret ? (
            <>
              <div className={styles.secret}>
                <code aria-label={t('secret.name')}>{secret}</code>
                <CopyButton
                  text={secret}
                  what={t('secret.name')}
                  variant="primary"
                />
              </div>
              <p>
                <strong>{t('secret.once')}</strong> {t('secret.onceText')}
              </p>
            </>
          ) : (
            <p>{t('secret.lost')}</p>
          )}
          {oldUntil && (
            <p title={format.exact(oldUntil)}>
              {t(isLegacy(profile) ? 'secret.oldLegacy' : 'secret.old', {
                until: format.at(oldUntil),
              })}
            </p>
          )}
          {isLegacy(profile) ? <p>{t('secret.legacy')}</p> : <Verification />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {secret ? t('secret.stored') : word('action.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Verification() {
  const { t } = useTranslation();
  return (
    <div className={styles.verify}>
      <p>{t('secret.verify')}</p>
      <Tabs>
        <TabList aria-label={t('secret.verifyIn')}>
          {SNIPPETS.map(({ language }) => (
            <Tab key={language} id={language}>
              {language}
            </Tab>
          ))}
        </TabList>
        {SNIPPETS.map(({ language, code }) => (
          <TabPanel key={language} id={language}>
            <div className={styles.code}>
              <CodeBlock
                label={t('secret.snippet', { language })}
                text={code}
              />
            </div>
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}
