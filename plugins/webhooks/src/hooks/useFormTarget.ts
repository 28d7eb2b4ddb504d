import { useSetSearchParams } from '@callboard/frontend-kit';
import type { Scope } from '@callboard/backstage-plugin-webhooks-common';
import { SCOPE_KINDS } from '@callboard/backstage-plugin-webhooks-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

const NEW = 'new';

/** The query of a link that opens the form, for events about one thing. */
export function newEndpointQuery(scope: Scope): string {
  const query = new URLSearchParams({ form: NEW, scope: scope.kind });
  if (scope.ref) query.set('ref', scope.ref);
  return `?${query}`;
}

function readScope(params: URLSearchParams): Scope | undefined {
  const kind = SCOPE_KINDS.find(name => name === params.get('scope'));
  return kind && { kind, ref: params.get('ref') ?? undefined };
}

/** Which endpoint's form is open, in the address: a new one's, or one by its id. */
export function useFormTarget() {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const form = params.get('form') ?? undefined;
  const scope = useMemo(() => readScope(params), [params]);
  return {
    isNew: form === NEW,
    id: form === NEW ? undefined : form,
    scope,
    openNew: useCallback(() => setParams({ form: NEW }), [setParams]),
    open: useCallback((id: string) => setParams({ form: id }), [setParams]),
    close: useCallback(
      () => setParams({ form: undefined, scope: undefined, ref: undefined }),
      [setParams],
    ),
  };
}
