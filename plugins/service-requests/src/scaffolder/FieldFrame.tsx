import { BgProvider, Text } from '@backstage/ui';
import { useErrorText } from '@callboard/frontend-kit';
import type { ReactNode } from 'react';
import { ServiceRequestsProvider } from '../api/ServiceRequestsProvider';
import styles from './Pickers.module.css';

/** Where the fields of templates stand: on the form's paper, and able to ask. */
export function FieldFrame({ children }: { children: ReactNode }) {
  return (
    <ServiceRequestsProvider>
      <BgProvider bg="neutral-1">
        <div className={styles.field}>{children}</div>
      </BgProvider>
    </ServiceRequestsProvider>
  );
}

/** What could not be asked; what is wrong with a value the form says itself. */
export function Problems({ error }: { error: unknown }) {
  const textOf = useErrorText();
  return error ? (
    <Text as="p" variant="body-small" color="danger" role="alert">
      {textOf(error)}
    </Text>
  ) : null;
}

export function Hint({ children }: { children: string }) {
  return (
    <Text as="p" variant="body-small" color="secondary">
      {children}
    </Text>
  );
}
