import { InputError } from '@backstage/errors';
import {
  type Document,
  type Node,
  type Pair,
  isAlias,
  isMap,
  isSeq,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { Insertions } from './Insertions';
import { Replacements } from './Replacements';
import { endOf, find, isNothing, pairOf, startOf } from './yamlNodes';
import { type Splice, YamlText } from './YamlText';

/** Where to cut, and what to put there. */
export class YamlEditor {
  readonly #yaml: YamlText;
  readonly #insertions: Insertions;
  readonly #replacements: Replacements;

  constructor(text: string, document: Document) {
    this.#yaml = new YamlText(text, document);
    this.#insertions = new Insertions(this.#yaml);
    this.#replacements = new Replacements(this.#yaml);
  }

  edit(path: (string | number)[], value: unknown): Splice[] {
    let parent = this.#yaml.document.contents as Node;
    for (let depth = 0; ; depth++) {
      const step = path[depth];
      const rest = path.slice(depth + 1);
      const where = path.slice(0, depth + 1).join('/');
      if (isMap(parent)) {
        const pair = pairOf(parent, step);
        if (!pair) {
          return this.#insertions.pair(parent, String(step), nest(rest, value));
        }
        if (!rest.length) {
          return value === undefined
            ? this.#removePair(parent, pair, path.slice(0, depth))
            : this.#replacements.pairValue(pair, value);
        }
        if (isNothing(pair.value)) {
          return this.#replacements.pairValue(pair, nest(rest, value));
        }
        parent = pair.value as Node;
      } else if (isSeq(parent)) {
        if (
          typeof step !== 'number' ||
          step < 0 ||
          step > parent.items.length
        ) {
          throw new InputError(
            `There is no position ${where} in this document`,
          );
        }
        if (step === parent.items.length) {
          return this.#insertions.append(parent, nest(rest, value));
        }
        const item = parent.items[step] as Node;
        if (!rest.length) {
          return value === undefined
            ? this.#removeItem(parent, step, path.slice(0, depth))
            : this.#replacements.item(item, value);
        }
        parent = item;
      } else {
        throw new InputError(
          isAlias(parent)
            ? `${where} is reached through an alias: it cannot be changed alone`
            : `${where} is not there: what should hold it has no parts`,
        );
      }
    }
  }

  #removePair(
    map: YAMLMap,
    pair: Pair,
    parentPath: (string | number)[],
  ): Splice[] {
    if (map.items.length === 1) {
      return this.#empty(map, parentPath, '{}');
    }
    return this.#removePart(
      map.flow ?? false,
      map.items.map(startOf),
      map.items.map(endOf),
      map.items.indexOf(pair),
    );
  }

  #removeItem(
    seq: YAMLSeq,
    index: number,
    parentPath: (string | number)[],
  ): Splice[] {
    if (seq.items.length === 1) {
      return this.#empty(seq, parentPath, '[]');
    }
    const items = seq.items as Node[];
    const starts = items.map(item =>
      seq.flow ? startOf(item) : this.#yaml.dashBefore(startOf(item)),
    );
    return this.#removePart(
      seq.flow ?? false,
      starts,
      items.map((item, i) => Math.max(endOf(item), starts[i] + 1)),
      index,
    );
  }

  #removePart(
    flow: boolean,
    starts: number[],
    ends: number[],
    index: number,
  ): Splice[] {
    const isLast = index === starts.length - 1;
    if (flow) {
      return isLast
        ? [{ start: ends[index - 1], end: ends[index], text: '' }]
        : [{ start: starts[index], end: starts[index + 1], text: '' }];
    }
    const start = this.#yaml.startOfLine(starts[index]);
    if (/\S/.test(this.#yaml.text.slice(start, starts[index]))) {
      return [{ start: starts[index], end: starts[index + 1], text: '' }];
    }
    const end = this.#yaml.afterLine(ends[index]);
    return [{ start, end, text: '' }];
  }

  /** The collection's last part goes: what is left is an empty one. */
  #empty(
    collection: YAMLMap | YAMLSeq,
    path: (string | number)[],
    text: string,
  ): Splice[] {
    const [start, end] = collection.range!;
    if (collection.flow) {
      return [{ start, end, text }];
    }
    const parent = find(this.#yaml.document, path.slice(0, -1));
    const pair =
      path.length && isMap(parent)
        ? pairOf(parent, path[path.length - 1])
        : undefined;
    return pair
      ? this.#replacements.pairValue(pair, text === '{}' ? {} : [])
      : [{ start, end: this.#yaml.trimmedEnd(endOf(collection)), text }];
  }
}

function nest(path: (string | number)[], value: unknown): unknown {
  return path.reduceRight<unknown>(
    (inner, step) =>
      typeof step === 'number' ? [inner] : new Map([[step, inner]]),
    value,
  );
}
