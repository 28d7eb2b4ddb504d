import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import type { CrdSource } from './types';

/** Definitions from the YAML files of a folder. */
export function createFolderCrdSource(folder: string): CrdSource {
  return {
    async load() {
      const names = (await readdir(folder))
        .filter(name => /\.(ya?ml|json)$/.test(name))
        .sort();
      const documents = await Promise.all(
        names.map(async name =>
          parseFile(await readFile(join(folder, name), 'utf8'), name),
        ),
      );
      return documents.flat();
    },
  };
}

function parseFile(text: string, name: string): unknown[] {
  return parseAllDocuments(text).map(document => {
    if (document.errors.length > 0) {
      throw new InputError(`${name} is no YAML: ${document.errors[0].message}`);
    }
    return document.toJS();
  });
}
