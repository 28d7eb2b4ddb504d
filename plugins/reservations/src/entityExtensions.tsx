import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';

/** What this plugin adds to the pages of catalog entities. */
export const entityExtensions: ExtensionDefinition[] = [];
