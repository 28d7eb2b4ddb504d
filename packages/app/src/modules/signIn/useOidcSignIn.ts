import {
  configApiRef,
  discoveryApiRef,
  IdentityApi,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { isRefusal } from './errors';
import { OidcClient } from './OidcClient';
import { RefreshingIdentity, Session } from './RefreshingIdentity';
import { Refusal, takeRefusal } from './refusals';

export type OidcSignInState = {
  /** Whether it is still being found out if somebody is signed in. */
  pending: boolean;
  /** Why the last attempt came to nothing. */
  refusal?: Refusal;
  /** Why the portal could not be asked at all. */
  failure?: Error;
  signIn(): void;
  retry(): void;
};

/** Takes up the session that this browser has, or waits to be asked for one. */
export function useOidcSignIn(
  onSignInSuccess: (identity: IdentityApi) => void,
): OidcSignInState {
  const discoveryApi = useApi(discoveryApiRef);
  const environment =
    useApi(configApiRef).getOptionalString('auth.environment') ?? 'development';
  const client = useMemo(
    () => OidcClient.create({ discoveryApi, environment }),
    [discoveryApi, environment],
  );
  const [refusal, setRefusal] = useState<Refusal>();
  const [failure, setFailure] = useState<Error>();
  const [pending, setPending] = useState(true);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const taken = takeRefusal(window.location.href);
    if (taken.refusal) {
      setRefusal(taken.refusal);
      window.history.replaceState(null, '', taken.url);
    }
  }, []);

  useEffect(() => {
    let current = true;
    client.refresh().then(
      session => {
        if (current) onSignInSuccess(createIdentity(session, client));
      },
      error => {
        if (!current) return;
        setPending(false);
        if (!isRefusal(error)) setFailure(error);
        else if (error.statusCode === 429) setRefusal('tooMany');
      },
    );
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, attempt]);

  const signIn = useCallback(() => {
    setPending(true);
    client.getStartUrl(window.location.href).then(
      url => window.location.assign(url),
      error => {
        setPending(false);
        setFailure(error);
      },
    );
  }, [client]);
  const retry = useCallback(() => {
    setFailure(undefined);
    setPending(true);
    setAttempt(n => n + 1);
  }, []);

  return { pending, refusal, failure, signIn, retry };
}

function createIdentity(session: Session, client: OidcClient): IdentityApi {
  return RefreshingIdentity.create({
    session,
    renew: () => client.refresh(),
    signOut: async () => {
      const url = await client.signOut();
      if (url) {
        window.location.assign(url);
        // Whoever waits for this would lead the browser elsewhere.
        await new Promise(() => {});
      }
    },
    // The sign-in page is what the portal shows to whom it does not know.
    onEnd: () => window.location.reload(),
  });
}
