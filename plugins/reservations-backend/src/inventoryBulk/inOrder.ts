import { normaliseRef } from '../domain/Inventory';
import type { ImportLine } from './ImportLine';

/** `resource:default/<name>`, of a name or a ref. */
export function refOfName(name: unknown): string {
  const text = String(name);
  return normaliseRef(text.includes(':') ? text : `resource:default/${text}`);
}

/**
 * Resources in layers: those of a layer have their parents in earlier ones, or
 * outside of the file. What is above itself is in none of them.
 */
export function inLayers(lines: ImportLine[]): {
  layers: ImportLine[][];
  circular: ImportLine[];
} {
  const named = new Set(lines.map(({ name }) => refOfName(name)));
  const done = new Set<string>();
  const layers: ImportLine[][] = [];
  let rest = lines;
  for (;;) {
    const layer = rest.filter(({ values: { parent } }) => {
      const ref = typeof parent === 'string' ? refOfName(parent) : undefined;
      return ref === undefined || !named.has(ref) || done.has(ref);
    });
    if (layer.length === 0) {
      return { layers, circular: rest };
    }
    layers.push(layer);
    const placed = new Set(layer);
    layer.forEach(({ name }) => done.add(refOfName(name)));
    rest = rest.filter(line => !placed.has(line));
  }
}
