import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ForwardedError, InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import type { OfferingDefinition } from './types';

type Check = (
  document: unknown,
) => OfferingDefinition | Promise<OfferingDefinition>;

/**
 * Offerings from the YAML files of folders, one document each. Of two with one
 * name, that of the later folder counts: an adopter's own replaces ours.
 *
 * @throws InputError naming the file that is wrong
 */
export async function loadOfferingFiles(
  folders: string[],
  check: Check,
): Promise<OfferingDefinition[]> {
  const found = new Map<string, OfferingDefinition>();
  for (const folder of folders) {
    const inFolder = new Set<string>();
    const names = (await readdir(folder)).filter(name => /\.ya?ml$/.test(name));
    for (const file of names.sort()) {
      const path = join(folder, file);
      const definition = await readOne(
        await readFile(path, 'utf8'),
        path,
        check,
      );
      if (inFolder.has(definition.name)) {
        throw new InputError(
          `${path} offers ${definition.name}, as another file of its folder does`,
        );
      }
      inFolder.add(definition.name);
      found.set(definition.name, definition);
    }
  }
  return [...found.values()];
}

async function readOne(
  text: string,
  path: string,
  check: Check,
): Promise<OfferingDefinition> {
  const documents = parseAllDocuments(text);
  if (documents.length !== 1 || documents[0].errors.length > 0) {
    const reason = documents[0]?.errors[0]?.message ?? 'it is not one document';
    throw new InputError(`${path} is no offering: ${reason}`);
  }
  try {
    return await check(documents[0].toJS({ maxAliasCount: 100 }));
  } catch (error) {
    throw new ForwardedError(`${path} is no offering`, error);
  }
}
