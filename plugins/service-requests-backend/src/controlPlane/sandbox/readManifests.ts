import type { GitOpsBackend } from '@callboard/backstage-plugin-service-requests-node';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './types';

/** Files by path: what is the same is not parsed again. */
export type ManifestCache = Map<
  string,
  { text: string; manifests: Manifest[] }
>;

const TOGETHER = 32;

/** A gitops backend that can read many files at once. */
export interface BatchReader {
  readFiles(
    paths: string[],
    ref?: string,
  ): Promise<(string | undefined)[] | Map<string, string>>;
}

/**
 * The objects that the merged manifests ask for. What cannot be read is left
 * out, as a GitOps controller leaves it, and named.
 */
export async function readManifests(
  gitops: GitOpsBackend & Partial<BatchReader>,
  ref: string,
  cache: ManifestCache,
): Promise<{ manifests: Manifest[]; problems: string[] }> {
  const paths = (await gitops.listFiles('services', ref)).filter(path =>
    /\.ya?ml$/.test(path),
  );
  const texts = await readTexts(gitops, paths, ref);
  const problems: string[] = [];
  const manifests: Manifest[] = [];
  const there = new Set(paths);
  for (const path of cache.keys()) {
    if (!there.has(path)) {
      cache.delete(path);
    }
  }
  for (const path of paths) {
    const text = texts.get(path);
    if (text === undefined) {
      continue;
    }
    let known = cache.get(path);
    if (known?.text !== text) {
      known = { text, manifests: parseManifests(path, text, problems) };
      cache.set(path, known);
    }
    manifests.push(...known.manifests);
  }
  return { manifests, problems };
}

async function readTexts(
  gitops: GitOpsBackend & Partial<BatchReader>,
  paths: string[],
  ref: string,
): Promise<Map<string, string>> {
  if (gitops.readFiles) {
    const texts = await gitops.readFiles(paths, ref);
    return texts instanceof Map ? texts : pair(paths, texts);
  }
  const texts: (string | undefined)[] = [];
  for (let at = 0; at < paths.length; at += TOGETHER) {
    const some = paths.slice(at, at + TOGETHER);
    texts.push(
      ...(await Promise.all(some.map(path => gitops.readFile(path, ref)))),
    );
  }
  return pair(paths, texts);
}

function pair(
  paths: string[],
  texts: (string | undefined)[],
): Map<string, string> {
  return new Map(
    paths.flatMap((path, index) => {
      const text = texts[index];
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

function parseManifests(
  path: string,
  text: string,
  problems: string[],
): Manifest[] {
  try {
    return [...parseAllDocuments(text)].flatMap(document => {
      if (document.errors.length > 0) {
        problems.push(`${path}: ${document.errors[0].message}`);
        return [];
      }
      return toManifest(document.toJS({ maxAliasCount: 100 })) ?? [];
    });
  } catch (error) {
    problems.push(`${path}: ${error}`);
    return [];
  }
}

function toManifest(document: unknown): Manifest | undefined {
  const { apiVersion, kind, metadata, spec } = asObject(document);
  const { annotations, labels, name, namespace } = asObject(metadata);
  return typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof name === 'string'
    ? {
        apiVersion,
        kind,
        namespace: typeof namespace === 'string' ? namespace : '',
        name,
        labels: asTexts(labels),
        annotations: asTexts(annotations),
        spec: asObject(spec),
      }
    : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function asTexts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([key, text]) => [key, String(text)]),
  );
}
