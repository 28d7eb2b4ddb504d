import type { Options } from '@callboard/backstage-plugin-service-requests-common';
import { phrasesIn } from '@callboard/frontend-kit';

/** Environments and regions by their titles in a language. */
export function localOptions(options: Options, language: string): Options {
  const phrases = phrasesIn(options.translations, language);
  const say = (title: string) => phrases[title] ?? title;
  return {
    ...options,
    environments: options.environments.map(environment => ({
      ...environment,
      title: say(environment.title),
      regions: environment.regions.map(region => ({
        ...region,
        title: say(region.title),
      })),
    })),
  };
}
