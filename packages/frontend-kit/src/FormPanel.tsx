import { Button } from '@backstage/ui';
import {
  FormEvent,
  ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Drawer } from './Drawer';
import { focusFirstWrong } from './focusFirstWrong';
import type { FormState } from './useFormState';
import { useWords } from './useWords';

/**
 * A form in the drawer. It submits what has no problem, once at a time, and
 * keeps what was typed when something outside is pressed. What is wrong, by its
 * own checks or by the server's, takes the focus.
 */
export function FormPanel<T extends object>(props: {
  title: string;
  form: FormState<T>;
  submitLabel: string;
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
  const word = useWords();
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState(0);
  const toldByServer = Object.keys(form.fromServer).length;
  const toldBefore = useRef(0);
  useEffect(() => {
    if (refused > 0 && element.current) focusFirstWrong(element.current);
  }, [refused]);
  useEffect(() => {
    // Not while they become fewer: then somebody is at one of them.
    const more = toldByServer > toldBefore.current;
    toldBefore.current = toldByServer;
    if (more && element.current) focusFirstWrong(element.current);
  }, [toldByServer]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A panel opened from inside this one is its child in React, not on screen.
    event.stopPropagation();
    if (!form.attempt()) setRefused(count => count + 1);
    else if (!isPending) props.onSubmit();
  };
  return (
    <Drawer
      title={props.title}
      onClose={onClose}
      width={props.width}
      sticky={form.isDirty}
      footer={
        <>
          <Button variant="secondary" onPress={onClose}>
            {word(readOnly ? 'action.close' : 'action.cancel')}
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
      <form
        ref={element}
        id={id}
        className={props.className}
        onSubmit={submit}
        noValidate
      >
        {props.children}
      </form>
    </Drawer>
  );
}
