import { Alert, Button } from '@backstage/ui';
import type { ReactNode } from 'react';

/** Says at once that something is wrong, and offers the way on. */
export function Notice(props: {
  status: 'danger' | 'warning';
  title: string;
  description: ReactNode;
  action?: { label: string; onPress: () => void };
}) {
  const { action } = props;
  return (
    <div role="alert">
      <Alert
        status={props.status}
        icon
        title={props.title}
        description={props.description}
        customActions={
          action && (
            <Button size="small" variant="secondary" onPress={action.onPress}>
              {action.label}
            </Button>
          )
        }
      />
    </div>
  );
}
