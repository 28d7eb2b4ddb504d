import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './KeyboardHelp.module.css';

export function KeyboardHelp(props: {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  const keys = [
    ['← ↑ ↓ →', t('calendar.keys.arrows')],
    ['Enter', t('calendar.keys.enter')],
    ['N', t('calendar.keys.book')],
    ['T', t('calendar.keys.today')],
    ['/', t('calendar.keys.search')],
    ['?', t('calendar.keys.help')],
  ];
  return (
    <Dialog isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      <DialogHeader>{t('calendar.keys.title')}</DialogHeader>
      <DialogBody>
        <dl className={styles.keys}>
          {keys.map(([key, meaning]) => (
            <div key={key} className={styles.row}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </Dialog>
  );
}
