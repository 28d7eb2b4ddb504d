import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { useFormState } from '@callboard/frontend-kit';
import { useState } from 'react';

/**
 * A form for something new, with the key under which its request is made once.
 * A key belongs to one body, so every change of a field has another.
 */
export function useKeyedForm<T extends object>(
  options: Parameters<typeof useFormState<T>>[0],
) {
  const form = useFormState(options);
  const [idempotencyKey, setKey] = useState<string>(() => crypto.randomUUID());
  const set = <K extends keyof T & string>(name: K, value: T[K]) => {
    form.set(name, value);
    setKey(crypto.randomUUID());
  };
  /** Shows at the fields what the server says of them. */
  const tellRefusal = (error: Error) => {
    if (error instanceof ReservationsRequestError) {
      form.tellFromServer(error.fields);
    }
  };
  return { form, set, idempotencyKey, tellRefusal };
}
