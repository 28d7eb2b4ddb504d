import type {
  Resource,
  ResourceType,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { Combobox, Select, TextField } from '@backstage/ui';
import { useTranslation } from '../../../hooks/useTranslation';
import { moveProblem } from '../../explore/resourceTree';
import { useInventoryTitles } from '../../explore/useInventoryTitles';
import { FieldProblem, type FormState } from '@callboard/frontend-kit';
import styles from '../common/Fields.module.css';
import type { ResourceValues } from './resourceValues';

const TOP = 'top';

/** Where it stands and what it is: site and type are fixed once it exists. */
export function PlaceFields(props: {
  form: FormState<ResourceValues>;
  resource?: Resource;
  sites: Site[];
  types: ResourceType[];
  /** Every resource of the chosen site. */
  neighbours: Resource[];
  readOnly?: boolean;
}) {
  const { form, resource, sites, types, neighbours, readOnly } = props;
  const { values } = form;
  const { t } = useTranslation();
  const titles = useInventoryTitles();
  const typesHere = types.filter(
    type => !type.siteRef || type.siteRef === values.siteRef,
  );
  const parents = neighbours.filter(candidate => {
    if (!resource) {
      return true;
    }
    const problem = moveProblem(neighbours, resource, candidate);
    return problem === undefined || problem === 'here';
  });
  return (
    <>
      <div className={styles.pair}>
        {resource ? (
          <>
            <TextField
              label={t('admin.resource.site')}
              isReadOnly
              value={titles.siteTitle(resource.siteRef)}
            />
            <TextField
              label={t('admin.resource.type')}
              isReadOnly
              value={titles.typeTitle(resource.type)}
            />
          </>
        ) : (
          <>
            <div className={styles.picker}>
              <Select
                label={t('admin.resource.site')}
                secondaryLabel={t('admin.required')}
                placeholder={t('admin.resource.choose')}
                isInvalid={Boolean(form.shown('siteRef'))}
                options={sites.map(site => ({
                  id: site.entityRef,
                  label: site.title,
                }))}
                value={values.siteRef || null}
                onChange={key => {
                  form.set('siteRef', String(key ?? ''));
                  form.set('parentRef', '');
                }}
              />
              <FieldProblem problem={form.shown('siteRef')} />
            </div>
            <div className={styles.picker}>
              <Select
                label={t('admin.resource.type')}
                secondaryLabel={t('admin.required')}
                placeholder={t('admin.resource.choose')}
                isInvalid={Boolean(form.shown('type'))}
                options={typesHere.map(type => ({
                  id: type.name,
                  label: type.title,
                }))}
                value={values.type || null}
                onChange={key => {
                  form.set('type', String(key ?? ''));
                  form.set('attributes', {});
                }}
              />
              <FieldProblem problem={form.shown('type')} />
            </div>
          </>
        )}
      </div>
      <div className={styles.picker}>
        <Combobox
          label={t('admin.resource.parent')}
          description={t('admin.resource.parentHint')}
          search
          isDisabled={readOnly || !values.siteRef}
          options={[
            { id: TOP, label: t('admin.resource.top') },
            ...parents.map(parent => ({
              id: parent.entityRef,
              label: parent.title,
              description: titles.typeTitle(parent.type),
            })),
          ]}
          value={values.parentRef || TOP}
          onChange={key =>
            form.set(
              'parentRef',
              key === null || key === TOP ? '' : String(key),
            )
          }
        />
        <FieldProblem problem={form.shown('parentRef')} />
      </div>
    </>
  );
}
