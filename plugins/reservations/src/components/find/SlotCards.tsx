import { Button } from '@backstage/ui';
import type { FoundSlot } from '@callboard/backstage-plugin-reservations-common';
import { Status } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useResourceTypes, useSites } from '../../hooks/useInventory';
import { useThemeMode } from '../../hooks/useThemeMode';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { tint } from '../../lib/colour';
import styles from './Find.module.css';

/** What is free, best first: what, when, where, and one click to book it. */
export function SlotCards(props: {
  slots: FoundSlot[];
  considered: number;
  onBook: (slot: FoundSlot) => void;
}) {
  const { slots, considered, onBook } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const mode = useThemeMode();
  const { data: sites } = useSites();
  const { data: types } = useResourceTypes();
  const siteOf = useMemo(() => {
    const titles = new Map(sites?.map(site => [site.entityRef, site.title]));
    return (ref: string) => titles.get(ref) ?? ref.split('/').at(-1)!;
  }, [sites]);
  const colourOf = (name: string) =>
    tint(types?.find(type => type.name === name)?.colour ?? '', mode);
  return (
    <>
      <p className={styles.found} role="status">
        {t('find.found', { count: slots.length })}{' '}
        {t('find.among', { count: considered })}
      </p>
      <ul className={styles.cards} aria-label={t('find.results')}>
        {slots.map(slot => {
          const what = slot.titles.join(', ');
          const when = format.when(slot.start, slot.end);
          return (
            <li
              key={`${slot.resourceRefs.join()} ${slot.start}`}
              className={styles.card}
              style={{ borderInlineStartColor: colourOf(slot.type) }}
            >
              <div className={styles.words}>
                <b>
                  {slot.units > 1
                    ? t('find.unitsOf', { units: String(slot.units), what })
                    : what}
                </b>
                <span title={format.exact(slot.start, slot.end)}>{when}</span>
                <span className={styles.quiet}>
                  {siteOf(slot.siteRef)} · {format.relative(slot.start)}
                </span>
              </div>
              {slot.verdict === 'approve' && (
                <Status tone="warning">{t('find.approve')}</Status>
              )}
              <Button
                variant="primary"
                aria-label={t('find.bookNamed', { what, when })}
                onPress={() => onBook(slot)}
              >
                {t('common.book')}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
