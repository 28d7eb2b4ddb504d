import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Names and what stands behind them; one without a value is left out. */
export function Facts(props: { facts: { name: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {props.facts
        .filter(
          ({ value }) =>
            value !== undefined && value !== false && value !== null,
        )
        .map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
