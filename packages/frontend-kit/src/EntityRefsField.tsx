import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { ButtonIcon, Combobox, Text, useAsyncList } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { type ComponentProps, useId } from 'react';
import { EntityName } from './EntityLink';
import styles from './EntityRefsField.module.css';
import { FieldProblem } from './FieldProblem';

const FOUND = 20;

interface Found {
  id: string;
  label: string;
  description: string;
}

const EVERYBODY = ['user', 'group'];

/** What the field says, in the language of the screen. */
export interface EntityRefsWords {
  /** Names the search, for those who only hear it. */
  add: string;
  remove: (ref: string) => string;
  placeholder: string;
}

/** People and groups of the catalog whose name holds what was typed. */
function usePeople(kinds: string[]) {
  const catalog = useApi(catalogApiRef);
  const presentation = useApi(entityPresentationApiRef);
  return useAsyncList<Found>({
    load: async ({ filterText }) => {
      const { items } = await catalog.queryEntities({
        filter: { kind: kinds },
        fullTextFilter: filterText
          ? {
              term: filterText,
              fields: [
                'metadata.name',
                'metadata.title',
                'spec.profile.displayName',
                'spec.profile.email',
              ],
            }
          : undefined,
        limit: FOUND,
      });
      return {
        items: items.map(entity => ({
          id: stringifyEntityRef(entity),
          label: presentation.forEntity(entity).snapshot.primaryTitle,
          description: stringifyEntityRef(entity),
        })),
      };
    },
  });
}

/** Users and groups, several of them. */
export function EntityRefsField(props: {
  label: string;
  description?: string;
  kinds?: string[];
  /** No more than one. */
  single?: boolean;
  value: string[];
  problem?: string;
  isDisabled?: boolean;
  words: EntityRefsWords;
  onChange: (refs: string[]) => void;
}) {
  const { label, description, value, problem, isDisabled } = props;
  const { single, words, onChange } = props;
  const people = usePeople(props.kinds ?? EVERYBODY);
  const id = useId();
  const add = (ref: string) => {
    if (!value.includes(ref)) {
      onChange([...value, ref]);
    }
    people.setFilterText('');
  };
  return (
    <div className={styles.picker} role="group" aria-labelledby={id}>
      <Text id={id} variant="body-small">
        {label}
      </Text>
      {description && (
        <Text as="p" variant="body-small" color="secondary">
          {description}
        </Text>
      )}
      {value.length > 0 && (
        <ul className={styles.chips} aria-label={label}>
          {value.map(ref => (
            <li key={ref} className={styles.chip} title={ref}>
              <EntityName entityRef={ref} />
              <ButtonIcon
                size="small"
                variant="tertiary"
                icon={<RiCloseLine />}
                isDisabled={isDisabled}
                aria-label={words.remove(ref)}
                onPress={() => onChange(value.filter(other => other !== ref))}
              />
            </li>
          ))}
        </ul>
      )}
      {!isDisabled && !(single && value.length > 0) && (
        <Combobox
          // Starts over after each choice, with an empty field.
          key={value.length}
          aria-label={words.add}
          placeholder={words.placeholder}
          options={people}
          search={{ mode: 'server' }}
          value={null}
          onChange={found => found && add(String(found.id))}
        />
      )}
      <FieldProblem problem={problem} />
    </div>
  );
}

/** One user or group, or none: then the value is empty. */
export function EntityRefField(
  props: Omit<
    ComponentProps<typeof EntityRefsField>,
    'single' | 'value' | 'onChange'
  > & { value: string; onChange: (ref: string) => void },
) {
  const { value, onChange, ...rest } = props;
  return (
    <EntityRefsField
      {...rest}
      single
      value={value ? [value] : []}
      onChange={refs => onChange(refs.at(-1) ?? '')}
    />
  );
}
