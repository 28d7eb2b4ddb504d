import { type Phrases, phrasesIn } from '../lib/phrases';
import { serverIt } from './server.it';

const BOOKS: Record<string, Phrases> = { it: serverIt };

/** Sentences that the server makes by itself, in a language. */
export function serverPhrases(language: string): Phrases {
  return phrasesIn(BOOKS, language);
}
