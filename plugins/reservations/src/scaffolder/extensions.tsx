import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';

/** The fields that this plugin adds to template forms. */
export const scaffolderExtensions: ExtensionDefinition[] = [];
