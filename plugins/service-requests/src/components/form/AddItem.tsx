import { Select } from '@backstage/ui';
import type { Offering } from '@callboard/backstage-plugin-service-requests-common';
import { useTranslation } from '../../hooks/useTranslation';
import { groupByCategory } from '../../lib/categories';
import { useCategoryTitle } from '../catalogue/useCategoryTitle';
import styles from './Form.module.css';

/** Something more in the same request: one review, one pull request. */
export function AddItem(props: {
  offerings: Offering[];
  onAdd: (offering: Offering) => void;
}) {
  const { offerings, onAdd } = props;
  const { t } = useTranslation();
  const categoryTitle = useCategoryTitle();
  return (
    <Select
      className={styles.add}
      label={t('form.addItem')}
      description={t('form.addItemHint')}
      placeholder={t('form.choose')}
      selectionMode="single"
      options={groupByCategory(offerings).map(
        ({ name, offerings: members }) => ({
          title: categoryTitle(name),
          options: members.map(offering => ({
            id: offering.name,
            label: offering.title,
          })),
        }),
      )}
      value={null}
      onChange={key => {
        const offering = offerings.find(({ name }) => name === key);
        if (offering) onAdd(offering);
      }}
    />
  );
}
