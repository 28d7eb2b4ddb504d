/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   Laid out as cards, a table is none any more to some browsers: see below. */
import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

export interface DataColumn<T> {
  id: string;
  label: string;
  cell: (row: T) => ReactNode;
}

/**
 * A table; on a small screen each row is a card, its first cell the heading and
 * every other one named. The roles are written out, since a browser forgets them
 * where a table is laid out as something else.
 */
export function DataTable<T>(props: {
  label: string;
  columns: DataColumn<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** Few and short columns: stays a table on a small screen. */
  isShort?: boolean;
}) {
  const { label, columns, rows, keyOf } = props;
  return (
    <table
      className={styles.table}
      data-short={props.isShort || undefined}
      role="table"
      aria-label={label}
    >
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ id, label: title }) => (
            <th key={id} role="columnheader" scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(row => (
          <tr key={keyOf(row)} role="row">
            {columns.map(({ id, label: title, cell }, index) =>
              index === 0 ? (
                <th key={id} role="rowheader" scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={id} role="cell">
                  <span className={styles.name} aria-hidden>
                    {title}
                  </span>
                  <span className={styles.value}>{cell(row)}</span>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
