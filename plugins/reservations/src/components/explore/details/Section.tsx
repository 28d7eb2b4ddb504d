import { Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A titled part of the details. */
export function Section(props: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <Text as="h3" variant="body-medium" weight="bold" id={id}>
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}
