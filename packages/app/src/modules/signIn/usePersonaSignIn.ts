import {
  discoveryApiRef,
  IdentityApi,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { isRefusal } from './errors';
import { Persona, PersonaClient } from './PersonaClient';
import { createSavedPersona } from './savedPersona';
import { signInAsPersona } from './signInAsPersona';

export type PersonaSignInState = {
  /** Undefined until the list has come. */
  personas?: Persona[];
  /** Why there is no list. */
  listError?: Error;
  /** Why the last attempt to sign in failed. */
  signInError?: Error;
  /** Who is being signed in. */
  pending?: string;
  signIn(userEntityRef: string): void;
  retry(): void;
};

/**
 * Signs the remembered person in at once, and otherwise loads the people to
 * choose from.
 */
export function usePersonaSignIn(
  onSignInSuccess: (identity: IdentityApi) => void,
): PersonaSignInState {
  const discoveryApi = useApi(discoveryApiRef);
  const client = useMemo(
    () => PersonaClient.create({ discoveryApi }),
    [discoveryApi],
  );
  const saved = useMemo(() => createSavedPersona(window.localStorage), []);
  const [personas, setPersonas] = useState<Persona[]>();
  const [listError, setListError] = useState<Error>();
  const [signInError, setSignInError] = useState<Error>();
  const [pending, setPending] = useState<string | undefined>(saved.get);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!pending) {
      return undefined;
    }
    let current = true;
    signInAsPersona(pending, { client, saved }).then(
      identity => {
        if (current) onSignInSuccess(identity);
      },
      error => {
        if (!current) return;
        if (isRefusal(error)) saved.clear();
        setSignInError(error);
        setPending(undefined);
      },
    );
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pending, client, saved]);

  const waitForSaved = Boolean(pending) && personas === undefined;
  useEffect(() => {
    if (waitForSaved) {
      return undefined;
    }
    let current = true;
    client.list().then(
      items => current && setPersonas(items),
      error => current && setListError(error),
    );
    return () => {
      current = false;
    };
  }, [client, attempt, waitForSaved]);

  const signIn = useCallback((userEntityRef: string) => {
    setSignInError(undefined);
    setPending(userEntityRef);
  }, []);
  const retry = useCallback(() => {
    setListError(undefined);
    setSignInError(undefined);
    setAttempt(n => n + 1);
  }, []);

  return { personas, listError, signInError, pending, signIn, retry };
}
