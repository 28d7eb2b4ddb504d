import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { messages } from './translations/messages';
import { navTranslationRef } from './translations/ref';

type PageKey = keyof typeof messages & `page.${string}`;

/**
 * What a page is called in the language of the portal. A page extension has one
 * title for all languages, so those that the portal knows are named here; what
 * another plugin brings is called as it calls itself.
 */
export function usePageTitle(): (
  item: Pick<NavContentNavItem, 'node' | 'title'>,
) => string {
  const { t } = useTranslationRef(navTranslationRef);
  return ({ node, title }) => {
    // Of `page:catalog`; a colon has a meaning of its own in a key.
    const key = `page.${node.spec.id.replace(/^page:/, '')}`;
    return Object.hasOwn(messages, key) ? t(key as PageKey) : title;
  };
}
