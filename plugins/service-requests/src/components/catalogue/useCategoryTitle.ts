import { useCallback } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { catalogue } from '../../translations/catalogue';

type CategoryKey = Extract<
  keyof typeof catalogue,
  `catalogue.category.${string}`
>;

/** The title of a category; one that the messages do not know is its own. */
export function useCategoryTitle() {
  const { t } = useTranslation();
  return useCallback(
    (name: string) => {
      const key = `catalogue.category.${name}`;
      return key in catalogue
        ? t(key as CategoryKey)
        : name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
    },
    [t],
  );
}
