import { Button } from '@backstage/ui';
import type { SlotObstacle } from '@callboard/backstage-plugin-reservations-common';
import { MINUTE_MS } from '@callboard/frontend-kit';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import type { NeedField, SlotQuery } from '../../lib/find/slotSearch';
import styles from './Find.module.css';

interface WayOn {
  says: string;
  label?: string;
  change?: Partial<SlotQuery>;
}

/** Why nothing was found, and what would do, each one click. */
export function Obstacles(props: {
  obstacles: SlotObstacle[];
  fields: NeedField[];
  query: SlotQuery;
  onChange: (changes: Partial<SlotQuery>) => void;
}) {
  const { obstacles, query, onChange } = props;
  const { t } = useTranslation();
  const wayOn = useWayOn(props.fields);
  return (
    <section className={styles.none} aria-label={t('find.none')}>
      <h3 role="status">{t('find.none')}</h3>
      {obstacles.length > 0 && <p>{t('find.wouldHaveToGive')}</p>}
      <ul>
        {obstacles.map((obstacle, index) => {
          const { says, label, change } = wayOn(obstacle);
          return (
            <li key={index}>
              <span>{says}</span>
              {change && (
                <Button
                  size="small"
                  variant="secondary"
                  onPress={() => onChange(change)}
                >
                  {label}
                </Button>
              )}
            </li>
          );
        })}
        {query.within !== undefined && query.within < 30 && (
          <li>
            <span>{t('find.later')}</span>
            <Button
              size="small"
              variant="secondary"
              onPress={() => onChange({ within: 30 })}
            >
              {t('find.within', { count: 30 })}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}

function useWayOn(fields: NeedField[]): (obstacle: SlotObstacle) => WayOn {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  return ({ kind, message, value, attribute, resourceRef, passes }) => {
    const name =
      fields.find(field => field.name === attribute)?.title ?? attribute ?? '';
    switch (kind) {
      case 'nothing':
        return { says: t('find.obstacle.nothing') };
      case 'status':
        return { says: t('find.obstacle.status') };
      case 'attribute':
        return value === undefined
          ? {
              says: t('find.obstacle.attribute', { name }),
              label: t('find.without', { name }),
              change: { needs: { [attribute!]: '' } },
            }
          : {
              says: t('find.obstacle.most', { name, value: String(value) }),
              label: t('find.lookFor', { what: `${name} ≥ ${value}` }),
              change: { needs: { [attribute!]: String(value) } },
            };
      case 'units':
        return {
          says: t('find.obstacle.units', { value: String(value) }),
          label: t('find.lookFor', { what: String(value) }),
          change: { units: value },
        };
      case 'resources':
        return value === undefined
          ? { says: t('find.obstacle.atOnce') }
          : {
              says: t('find.obstacle.resources', { value: String(value) }),
              label: t('find.lookFor', { what: String(value) }),
              change: { resources: value },
            };
      case 'length': {
        if (!value) return { says: t('find.obstacle.taken') };
        const length = format.duration(value * MINUTE_MS);
        return {
          says: t('find.obstacle.length', {
            length,
            what: titleOf(resourceRef!),
          }),
          label: t('find.lookFor', { what: length }),
          change: { minutes: value },
        };
      }
      default:
        return {
          says: passes
            ? `${message} ${t('common.refusal.passes', { what: passes })}`
            : message,
        };
    }
  };
}
