import { Select } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './HeaderControls.module.css';

/** What stands beside a page's title: choices, and the one thing to do. */
export function HeaderControls(props: { children: ReactNode }) {
  return <div className={styles.controls}>{props.children}</div>;
}

/** A choice that every tab of the page respects. */
export function HeaderSelect(props: {
  /** What is chosen, for those who only hear it. */
  name: string;
  options: { id: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}) {
  const { name, options, value, onChange } = props;
  return (
    <Select
      aria-label={name}
      className={styles.select}
      selectionMode="single"
      options={options}
      value={value}
      onChange={key => key !== null && onChange(String(key))}
    />
  );
}
