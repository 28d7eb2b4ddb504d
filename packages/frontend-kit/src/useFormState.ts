import { useCallback, useMemo, useState } from 'react';

/** What a server says is wrong with a field. */
export type FieldError = { field: string; message: string };

/** What is wrong with each field, as sentences. */
export type Problems = Record<string, string | undefined>;

/**
 * The values of a form and what is wrong with them. A problem shows once its
 * field has been touched, then while typing, and everywhere after an attempt
 * to submit. What the server says of a field stays until the field changes.
 */
export function useFormState<T extends object>(options: {
  initial: T;
  check: (values: T) => Problems;
}) {
  const { initial, check } = options;
  const [values, setValues] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [fromServer, setFromServer] = useState<Problems>({});

  const problems = useMemo(() => check(values), [check, values]);
  const isValid = Object.values(problems).every(problem => !problem);

  const touch = useCallback(
    (name: string) => setTouched(current => new Set(current).add(name)),
    [],
  );
  const set = useCallback(
    <K extends keyof T & string>(name: K, value: T[K]) => {
      setValues(current => ({ ...current, [name]: value }));
      touch(name);
      setFromServer(current =>
        Object.fromEntries(
          Object.entries(current).filter(
            ([field]) => field !== name && !field.startsWith(`${name}/`),
          ),
        ),
      );
    },
    [touch],
  );
  const shown = (name: string): string | undefined =>
    fromServer[name] ??
    (tried || touched.has(name) ? problems[name] : undefined);

  return {
    values,
    set,
    touch,
    shown,
    isValid,
    /** Something differs from what the form opened with. */
    isDirty: touched.size > 0,
    fromServer,
    tellFromServer: useCallback(
      (fields: FieldError[]) =>
        setFromServer(
          Object.fromEntries(fields.map(f => [f.field, f.message])),
        ),
      [],
    ),
    /** Shows every problem; true where there is none. */
    attempt: () => {
      setTried(true);
      return isValid;
    },
    /** For a text, number or choice field: value, change and its problem. */
    field: <K extends keyof T & string>(name: K) => ({
      name,
      value: values[name],
      onChange: (value: T[K]) => set(name, value),
      onBlur: () => touch(name),
      validationBehavior: 'aria' as const,
      validate: () => shown(name) ?? null,
    }),
  };
}

export type FormState<T extends object> = ReturnType<typeof useFormState<T>>;
