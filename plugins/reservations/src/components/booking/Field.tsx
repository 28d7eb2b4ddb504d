import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './BookingDetails.module.css';

/** A part of a booking's details, under its name. */
export function Field(props: { label: string; children: ReactNode }) {
  return (
    <section className={styles.field}>
      <Text as="h3" variant="body-small" color="secondary" weight="bold">
        {props.label}
      </Text>
      <div>{props.children}</div>
    </section>
  );
}
