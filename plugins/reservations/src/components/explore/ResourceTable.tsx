import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Cell, CellText, ColumnConfig, Table } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { AvailabilityBadge } from '../entity/AvailabilityBadge';
import { BookResourceButton } from './ResourceActions';
import type { ResourceListProps } from './ResourceCards';
import styles from './ResourceTable.module.css';
import { TypeName } from './TypeName';

type SortColumn = 'name' | 'type' | 'site';
interface Sort {
  column: SortColumn;
  direction: 'ascending' | 'descending';
}

export function ResourceTable(props: ResourceListProps) {
  const { resources, titles, availability, oneSite, onOpen } = props;
  const { t } = useTranslation();
  const [sort, setSort] = useState<Sort>({
    column: 'name',
    direction: 'ascending',
  });

  const sorted = useMemo(() => {
    const text = {
      name: (r: Resource) => r.title,
      type: (r: Resource) => titles.typeTitle(r.type),
      site: (r: Resource) => titles.siteTitle(r.siteRef),
    }[sort.column];
    const sign = sort.direction === 'ascending' ? 1 : -1;
    return [...resources].sort(
      (a, b) =>
        sign * text(a).localeCompare(text(b), undefined, { numeric: true }),
    );
  }, [resources, sort, titles]);

  const columns: ColumnConfig<Resource>[] = [
    {
      id: 'name',
      label: t('explore.column.name'),
      isRowHeader: true,
      isSortable: true,
      defaultWidth: '2fr',
      minWidth: 180,
      cell: r => <CellText title={r.title} description={r.location} />,
    },
    {
      id: 'type',
      label: t('explore.column.type'),
      isSortable: true,
      defaultWidth: '1fr',
      minWidth: 140,
      cell: r => (
        <Cell>
          <TypeName name={r.type} titles={titles} />
        </Cell>
      ),
    },
    {
      id: 'site',
      label: t('explore.column.site'),
      isSortable: true,
      isHidden: oneSite,
      defaultWidth: '1fr',
      minWidth: 120,
      cell: r => <CellText title={titles.siteTitle(r.siteRef)} />,
    },
    {
      id: 'capacity',
      label: t('explore.column.capacity'),
      defaultWidth: '1fr',
      minWidth: 120,
      cell: r => (
        <CellText
          color="secondary"
          title={
            r.capacity === 'exclusive'
              ? t('explore.capacity.one')
              : t('explore.capacity.pool', { count: r.capacity })
          }
        />
      ),
    },
    {
      id: 'now',
      label: t('explore.column.now'),
      defaultWidth: '1fr',
      minWidth: 190,
      cell: r => (
        <Cell>
          <AvailabilityBadge resource={r} now={availability.get(r.entityRef)} />
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('explore.column.actions'),
      defaultWidth: 110,
      cell: r => (
        <Cell>
          <BookResourceButton
            resource={r}
            now={availability.get(r.entityRef)}
          />
        </Cell>
      ),
    },
  ];

  return (
    <div className={styles.table}>
      <Table
        columnConfig={columns}
        data={sorted}
        pagination={{ type: 'none' }}
        sort={{
          descriptor: sort,
          onSortChange: next =>
            setSort({
              column: next.column as SortColumn,
              direction: next.direction,
            }),
        }}
        rowConfig={{ onClick: onOpen }}
      />
    </div>
  );
}
