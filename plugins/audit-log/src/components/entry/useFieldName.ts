import { useCallback } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { humanized } from '../../lib/valueKind';
import { entry } from '../../translations/entry';

type FieldKey = keyof typeof entry & `field.${string}`;

/** What a field is called: `Rules › Max minutes`. */
export function useFieldName(): (path: string[]) => string {
  const { t } = useTranslation();
  return useCallback(
    (path: string[]) =>
      path
        .map(name => {
          const key = `field.${name}`;
          if (Object.hasOwn(entry, key)) return t(key as FieldKey);
          // What is not a name in a program is somebody's own.
          return /^[a-z][a-zA-Z0-9_]*$/.test(name) ? humanized(name) : name;
        })
        .join(' › '),
    [t],
  );
}
