import { editYaml, type YamlEdit } from '../manifests/editYaml';
import type {
  ManifestChange,
  ManifestFile,
  OfferingDefinition,
  Parameters,
  RenderContext,
} from '../offerings/types';
import { diffTrees } from './diffTrees';
import {
  type RenderedManifest,
  renderTrees,
  writeManifest,
} from './renderService';

/**
 * What a change does to the files as they are (`before`): only files that
 * change, and in them only the leaves whose values the change moves. What
 * people wrote there by hand (comments, other keys, another layout) stays byte
 * for byte. Both trees are rendered for one context, so that who asked this time
 * is no difference.
 */
export function renderChange(
  offering: OfferingDefinition,
  before: ManifestFile[],
  current: Parameters,
  desired: Parameters,
  context: RenderContext,
): ManifestChange[] {
  const was = renderTrees(offering, current, context);
  const will = renderTrees(offering, desired, context);
  const texts = new Map(before.map(file => [file.path, file.content]));
  const gone = was
    .filter(old => !will.some(one => one.path === old.path))
    .filter(old => texts.has(old.path))
    .map(({ path }) => ({ path, content: undefined }));
  const changed = will.flatMap(manifest =>
    changeOf(
      manifest,
      was.find(old => old.path === manifest.path),
      texts.get(manifest.path),
    ),
  );
  return [...changed, ...gone];
}

function changeOf(
  manifest: RenderedManifest,
  old: RenderedManifest | undefined,
  text: string | undefined,
): ManifestChange[] {
  const { path, tree } = manifest;
  if (old === undefined || text === undefined) {
    const edits = old ? diffTrees(old.tree, tree) : [];
    // Somebody took a file away: it comes back only where the change needs it.
    return old && edits.length === 0
      ? []
      : [{ path, content: writeManifest(manifest) }];
  }
  const edits = diffTrees(old.tree, tree);
  const content = applyEdits(manifest, text, edits);
  return content === text ? [] : [{ path, content }];
}

function applyEdits(
  { definition }: RenderedManifest,
  text: string,
  edits: YamlEdit[],
): string {
  if (edits.length === 0 || definition.format === 'kubernetes') {
    return edits.length === 0 ? text : editYaml(text, edits);
  }
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const tree: unknown = JSON.parse(text);
  edits.forEach(edit => setAt(tree, edit));
  return `${JSON.stringify(tree, undefined, indent)}\n`;
}

function setAt(tree: unknown, { path, value }: YamlEdit): void {
  let inner = tree as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = inner[key];
    if (next === null || typeof next !== 'object') {
      inner[key] = {};
    }
    inner = inner[key] as Record<string | number, unknown>;
  }
  const last = path[path.length - 1];
  if (value === undefined) {
    delete inner[last];
  } else {
    inner[last] = value;
  }
}
