import type {
  Offering,
  Options,
} from '@callboard/backstage-plugin-service-requests-common';
import {
  createTranslator,
  phrasesIn,
  useLanguage,
} from '@callboard/frontend-kit';
import { onceEach } from '../lib/onceEach';
import { serverPhrases } from '../translations/serverPhrases';
import { useOfferings } from './useOfferings';
import { useOptions } from './useOptions';

type Portal = Pick<Options, 'translations'>;

const NO_OFFERINGS: Offering[] = [];
const NO_PORTAL: Portal = {};

const translators = onceEach((portal: Portal, language: string) =>
  onceEach((offerings: Offering[]) =>
    createTranslator([
      serverPhrases(language),
      phrasesIn(portal.translations, language),
      ...offerings.map(({ translations }) => phrasesIn(translations, language)),
    ]),
  ),
);

/**
 * Says a text of the server in the language of the screen: its own sentences,
 * titles of the configuration, and what offerings say of risks and costs. What
 * nobody has translated stays.
 */
export function useSaid(): (text: string) => string {
  const language = useLanguage();
  const { data: offerings = NO_OFFERINGS } = useOfferings({ archived: true });
  const { data: portal = NO_PORTAL } = useOptions();
  return translators(portal, language)(offerings, language);
}
