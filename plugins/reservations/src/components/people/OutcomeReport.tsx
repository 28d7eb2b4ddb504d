import { Status, Tone } from '@callboard/frontend-kit';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './People.module.css';

export type ReportedItem = {
  key: string;
  name: ReactNode;
  message?: string;
};

export type ReportedGroup = {
  title: string;
  tone: Tone;
  items: ReportedItem[];
};

/** What became of each, those first that want a look. */
export function OutcomeReport(props: {
  label: string;
  groups: ReportedGroup[];
}) {
  return (
    <section className={styles.outcomes} aria-label={props.label}>
      {props.groups
        .filter(({ items }) => items.length > 0)
        .map(({ title, tone, items }) => (
          <div key={title}>
            <Text as="h3" variant="body-medium">
              <Status tone={tone}>{`${title}: ${items.length}`}</Status>
            </Text>
            <ul className={styles.plain} aria-label={title}>
              {items.map(({ key, name, message }) => (
                <li key={key} className={styles.outcome}>
                  <span>{name}</span>
                  {message && <span className={styles.why}>{message}</span>}
                </li>
              ))}
            </ul>
          </div>
        ))}
    </section>
  );
}
