import { TextAreaField, TextField } from '@backstage/ui';
import { useTranslation } from '../../../hooks/useTranslation';
import { slug } from './slug';
import type { FormState } from '@callboard/frontend-kit';

export interface NamedValues {
  title: string;
  name: string;
  description: string;
}

/**
 * Title, name and description, which everything in the inventory has. The name
 * follows the title until it is edited, and is fixed once the thing exists.
 */
export function NameFields<T extends NamedValues>(props: {
  form: FormState<T>;
  isNew: boolean;
}) {
  const { isNew } = props;
  // Only these three are touched, and they are the same in every T.
  const form = props.form as unknown as FormState<NamedValues>;
  const { t } = useTranslation();
  const follows = isNew && form.values.name === slug(form.values.title);
  const title = form.field('title');
  return (
    <>
      <TextField
        {...title}
        label={t('admin.field.title')}
        secondaryLabel={t('admin.required')}
        onChange={text => {
          if (follows) {
            form.set('name', slug(text));
          }
          title.onChange(text);
        }}
      />
      <TextField
        {...form.field('name')}
        label={t('admin.field.name')}
        secondaryLabel={isNew ? t('admin.required') : undefined}
        description={t(
          isNew ? 'admin.field.nameHint' : 'admin.field.nameFixed',
        )}
        isReadOnly={!isNew}
      />
      <TextAreaField
        {...form.field('description')}
        label={t('admin.field.description')}
        rows={2}
      />
    </>
  );
}
