import {
  type Document,
  type Node,
  type Pair,
  isCollection as isCollectionNode,
  isMap,
  isScalar,
  isSeq,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

export function keyOf(pair: Pair): string | number | undefined {
  const key = isScalar(pair.key) ? pair.key.value : pair.key;
  return typeof key === 'string' || typeof key === 'number' ? key : undefined;
}

export function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  return map.items.find(pair => {
    const own = keyOf(pair);
    return own !== undefined && String(own) === String(key);
  });
}

export function find(
  document: Document,
  path: (string | number)[],
): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, step) => {
      if (isMap(node)) {
        return pairOf(node, step)?.value as Node | undefined;
      }
      return isSeq(node) && typeof step === 'number'
        ? (node.items[step] as Node | undefined)
        : undefined;
    },
    (document.contents as Node | null) ?? undefined,
  );
}

export function hasKey(document: Document, path: (string | number)[]): boolean {
  const parent = find(document, path.slice(0, -1));
  return isMap(parent) && pairOf(parent, path[path.length - 1]) !== undefined;
}

export function isNothing(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null);
}

export function isBlock(node: Node | null): boolean {
  return isCollectionNode(node) && !node.flow;
}

export function isBlockScalar(node: Node): boolean {
  return (
    isScalar(node) &&
    (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
  );
}

function isPairNode(part: Node | Pair): part is Pair {
  return 'key' in part;
}

export function startOf(part: Node | Pair): number {
  return isPairNode(part) ? startOf(part.key as Node) : part.range![0];
}

/** Where a node's own text ends, without what follows on its line. */
export function endOf(part: Node | Pair): number {
  if (isPairNode(part)) {
    const key = endOf(part.key as Node);
    const value = part.value as Node | null;
    return value?.range ? Math.max(key, endOf(value)) : key;
  }
  const last = isBlock(part)
    ? (part as YAMLMap | YAMLSeq).items.at(-1)
    : undefined;
  return last ? endOf(last as Node | Pair) : part.range![1];
}
