import { BgProvider, Button, SearchField, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import styles from './Rows.module.css';

/** A search field on the left, what makes a new one on the right. */
export function RowsToolbar(props: {
  searchLabel: string;
  q: string;
  onSearch: (q: string) => void;
  addLabel: string;
  onAdd?: () => void;
  children?: ReactNode;
}) {
  return (
    <div className={styles.toolbar}>
      <SearchField
        aria-label={props.searchLabel}
        placeholder={props.searchLabel}
        className={styles.search}
        size="small"
        value={props.q}
        onChange={props.onSearch}
      />
      {props.children}
      {props.onAdd && (
        <Button
          className={styles.add}
          variant="secondary"
          iconStart={<RiAddLine />}
          onPress={props.onAdd}
        >
          {props.addLabel}
        </Button>
      )}
    </div>
  );
}

export function Rows(props: { label: string; children: ReactNode }) {
  return (
    <BgProvider bg="neutral-1">
      <ul className={styles.rows} aria-label={props.label}>
        {props.children}
      </ul>
    </BgProvider>
  );
}

/** One thing that is administered; its title opens it. */
export function AdminRow(props: {
  title: string;
  colour?: string;
  subtitle?: ReactNode;
  tags?: ReactNode;
  canEdit: boolean;
  onOpen: () => void;
  also?: { label: string; onPress: () => void };
  remove?: { label: string; onPress: () => void };
}) {
  const { title, colour, subtitle, tags, canEdit } = props;
  const { onOpen, also, remove } = props;
  const { t } = useTranslation();
  return (
    <li className={styles.row}>
      {colour && (
        <span
          aria-hidden
          className={styles.colour}
          style={{ background: colour }}
        />
      )}
      <div className={styles.text}>
        <button type="button" className={styles.title} onClick={onOpen}>
          {title}
        </button>
        {subtitle && (
          <Text as="div" variant="body-small" color="secondary">
            {subtitle}
          </Text>
        )}
      </div>
      {tags && <div className={styles.tags}>{tags}</div>}
      <div className={styles.actions}>
        <Button
          size="small"
          variant="tertiary"
          aria-label={t(
            canEdit ? 'admin.row.editNamed' : 'admin.row.viewNamed',
            { title },
          )}
          onPress={onOpen}
        >
          {t(canEdit ? 'admin.row.edit' : 'admin.row.view')}
        </Button>
        {also && (
          <Button
            size="small"
            variant="tertiary"
            aria-label={`${also.label}: ${title}`}
            onPress={also.onPress}
          >
            {also.label}
          </Button>
        )}
        {remove && (
          <Button
            size="small"
            variant="tertiary"
            destructive
            aria-label={`${remove.label}: ${title}`}
            onPress={remove.onPress}
          >
            {remove.label}
          </Button>
        )}
      </div>
    </li>
  );
}
