import { type Phrases, phrasesIn } from '@callboard/frontend-kit';
import { serverIt } from './server.it';

export const SERVER_BOOKS: Record<string, Phrases> = { it: serverIt };

/** Sentences that the server makes by itself, in a language. */
export function serverPhrases(language: string): Phrases {
  return phrasesIn(SERVER_BOOKS, language);
}
