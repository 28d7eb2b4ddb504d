import { RequestError } from '@callboard/api-client';
import { createContext, useCallback, useContext } from 'react';
import { useWords } from './useWords';

/** What a plugin says to those who may not do what they asked for. */
export const NotAllowedContext = createContext<string | undefined>(undefined);

/** Says a sentence of a backend in the language of the screen. */
export const SayContext = createContext((sentence: string) => sentence);

/** What an error means for a person, and what to do. */
export function useErrorText(): (error: unknown) => string {
  const word = useWords();
  const notAllowed = useContext(NotAllowedContext);
  const say = useContext(SayContext);
  return useCallback(
    error => {
      if (!(error instanceof RequestError)) return word('error.network');
      const { status, message, isExplained } = error;
      if (status === 404) return word('error.notFound');
      if (status === 412) return word('error.stale');
      if (status >= 500) return word('error.server');
      return status === 403 && !isExplained
        ? (notAllowed ?? message)
        : say(message);
    },
    [word, notAllowed, say],
  );
}
