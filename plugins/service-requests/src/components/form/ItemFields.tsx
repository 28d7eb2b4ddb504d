import { Button } from '@backstage/ui';
import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import { RiDeleteBinLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { type DraftItem, operationOf } from '../../lib/draft';
import { parameterFields } from '../../lib/parameterFields';
import { ChangesOf } from './ChangesOf';
import { DecommissionFields } from './DecommissionFields';
import styles from './Form.module.css';
import { ParameterFields } from './ParameterFields';
import { useRemark } from './remarks';
import { RemarkText } from './RemarkText';

/** One service of a request: what is filled in for it. */
export function ItemFields(props: {
  item: DraftItem;
  index: number;
  offering: Offering | undefined;
  onChange: (item: DraftItem) => void;
  onRemove?: () => void;
}) {
  const { item, index, offering, onChange, onRemove } = props;
  const { t } = useTranslation();
  const { operation, target } = item;
  const place = `items/${index}/parameters`;
  const title = offering?.title ?? item.offering;
  const offered = operationOf(offering, operation);
  const fields = useMemo(
    () => parameterFields(offered?.parameters, offered?.ui),
    [offered],
  );
  const { remark } = useRemark(`items/${index}`);
  const { remark: aboutAll } = useRemark(place);
  return (
    <section
      className={styles.item}
      aria-label={target ? `${title} ${target.name}` : title}
    >
      <div className={styles.itemHead}>
        <h2>
          {target
            ? t(`form.itemOf.${operation}`, { name: target.name, title })
            : title}
        </h2>
        {onRemove && (
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiDeleteBinLine />}
            onPress={onRemove}
          >
            {t('form.removeItem')}
          </Button>
        )}
      </div>
      {offered?.description && (
        <p className={styles.hint}>{offered.description}</p>
      )}
      <RemarkText remark={remark ?? aboutAll} />
      <ParameterFields
        fields={fields}
        values={item.values}
        current={target?.parameters}
        place={place}
        onChange={values => onChange({ ...item, values })}
      />
      {target && operation !== 'decommission' && (
        <ChangesOf item={item} target={target} fields={fields} />
      )}
      {target && operation === 'decommission' && (
        <DecommissionFields
          target={target}
          index={index}
          confirm={item.confirm}
          onChange={confirm => onChange({ ...item, confirm })}
        />
      )}
    </section>
  );
}
