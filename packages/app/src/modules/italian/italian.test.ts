import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';
import catalog from './catalog';
import catalogGraph from './catalogGraph';
import catalogReact from './catalogReact';
import coreComponents from './coreComponents';
import notifications from './notifications';
import org from './org';
import scaffolder from './scaffolder';
import scaffolderReact from './scaffolderReact';
import search from './search';
import searchReact from './searchReact';
import userSettings from './userSettings';

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{?\s*(\w+)[^}]*\}/g)].map(([, name]) => name).sort();

/** What a reference says in English; it is kept out of its type. */
function englishOf(ref: object): Record<string, string> {
  return (
    ref as { getDefaultMessages(): Record<string, string> }
  ).getDefaultMessages();
}

describe.each([
  ['core components', coreComponentsTranslationRef, coreComponents],
  ['the catalog', catalogTranslationRef, catalog],
  ['the catalog’s graph', catalogGraphTranslationRef, catalogGraph],
  ['what shows entities', catalogReactTranslationRef, catalogReact],
  ['notifications', notificationsTranslationRef, notifications],
  ['people and groups', orgTranslationRef, org],
  ['templates', scaffolderTranslationRef, scaffolder],
  ['template forms', scaffolderReactTranslationRef, scaffolderReact],
  ['search', searchTranslationRef, search],
  ['search results', searchReactTranslationRef, searchReact],
  ['settings', userSettingsTranslationRef, userSettings],
])('the Italian of %s', (_, ref, { messages }) => {
  const english = englishOf(ref);
  const italian: Record<string, string | null> = messages;

  it('says everything that English says, and no more', () => {
    expect(Object.keys(italian).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(english))('has what is put into %s', (key, text) => {
    expect(italian[key]?.trim()).toBeTruthy();
    expect(placeholders(italian[key] ?? '')).toEqual(placeholders(text));
  });
});
