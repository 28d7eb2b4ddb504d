import { Text } from '@backstage/ui';
import { type ReactNode, useId } from 'react';
import styles from './Overview.module.css';

/** A part of the overview under its name. */
export function Part(props: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const { title, aside, children } = props;
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.head}>
        <Text as="h2" id={id} variant="title-x-small">
          {title}
        </Text>
        {aside}
      </div>
      {children}
    </section>
  );
}
