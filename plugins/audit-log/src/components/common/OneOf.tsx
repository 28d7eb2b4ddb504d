import { Select } from '@backstage/ui';
import { useWords } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import styles from './Filters.module.css';

const ANY = 'any';

export type Choice = { id: string; label: string };

/** A filter of one value, or any. A value that is not among the choices is added. */
export function OneOf(props: {
  name: string;
  any: string;
  choices: Choice[];
  value: string | undefined;
  search?: boolean;
  onChange: (value: string | undefined) => void;
}) {
  const { name, any, choices, value, search, onChange } = props;
  const word = useWords();
  const options = useMemo(() => {
    const labels = new Map([[ANY, any]]);
    for (const { id, label } of choices) labels.set(id, label);
    if (value && !labels.has(value)) labels.set(value, value);
    return [...labels].map(([id, label]) => ({ id, label }));
  }, [any, choices, value]);
  return (
    <Select
      className={styles.select}
      aria-label={name}
      selectionMode="single"
      search={search ? { placeholder: word('action.search') } : undefined}
      options={options}
      value={value ?? ANY}
      onChange={key =>
        onChange(key === null || key === ANY ? undefined : String(key))
      }
    />
  );
}
