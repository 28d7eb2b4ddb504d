import { Button } from '@backstage/ui';
import { FormEvent, ReactNode, useId } from 'react';
import { Drawer } from './Drawer';
import type { FormState } from './useFormState';

/**
 * A form in the drawer. It submits what has no problem, once at a time, and
 * keeps what was typed when something outside is pressed.
 */
export function FormPanel<T extends object>(props: {
  title: string;
  form: FormState<T>;
  submitLabel: string;
  /** What the button that submits nothing says. */
  dismissLabel: string;
  /** What the drawer's close button is called. */
  closeLabel: string;
  isPending: boolean;
  /** There is nothing to submit then. */
  readOnly?: boolean;
  width?: number;
  className?: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { form, isPending, readOnly, onClose } = props;
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A panel opened from inside this one is its child in React, not on screen.
    event.stopPropagation();
    if (form.attempt() && !isPending) props.onSubmit();
  };
  return (
    <Drawer
      title={props.title}
      closeLabel={props.closeLabel}
      onClose={onClose}
      width={props.width}
      sticky={form.isDirty}
      footer={
        <>
          <Button variant="secondary" onPress={onClose}>
            {props.dismissLabel}
          </Button>
          {!readOnly && (
            <Button
              type="submit"
              form={id}
              variant="primary"
              isPending={isPending}
            >
              {props.submitLabel}
            </Button>
          )}
        </>
      }
    >
      <form id={id} className={props.className} onSubmit={submit} noValidate>
        {props.children}
      </form>
    </Drawer>
  );
}
