import { InputError } from '@backstage/errors';
import { isScalar, type Node, type Pair } from 'yaml';
import {
  isCollection,
  type QuoteStyle,
  writeBlock,
  writeInline,
} from './writeYaml';
import { endOf, isBlock, isBlockScalar } from './yamlNodes';
import type { Splice, YamlText } from './YamlText';

/** Puts another value where one is: in the same quotes, with the comments beside it. */
export class Replacements {
  readonly #yaml: YamlText;

  constructor(yaml: YamlText) {
    this.#yaml = yaml;
  }

  pairValue(pair: Pair, value: unknown): Splice[] {
    const key = pair.key as Node;
    const node = pair.value as Node | null;
    const isInline = !isBlock(node);
    if (isInline && !isCollection(value) && node?.range) {
      return [this.#replaceInline(node, value)];
    }
    if (isInline && this.#yaml.isInFlow(node ?? key)) {
      const at = node?.range ?? [key.range![1], key.range![1]];
      return [
        {
          start: at[0],
          end: at[1],
          text: `${node?.range ? '' : ': '}${writeInline(value, this.#yaml.flowStyle(key))}`,
        },
      ];
    }
    const head = this.#endOfHead(pair);
    const column = this.#yaml.column(key.range![0]);
    const lines = isCollection(value)
      ? writeBlock(value).map(line => `${' '.repeat(column + 2)}${line}`)
      : [];
    const splices: Splice[] = isCollection(value)
      ? []
      : [{ start: head, end: head, text: ` ${writeInline(value)}` }];
    if (isBlock(node)) {
      const start = this.#yaml.startOfLine(node!.range![0]);
      const end = this.#yaml.endOfLines(node!);
      return [
        ...splices,
        {
          start,
          end,
          text: lines.map(line => line + this.#yaml.newline).join(''),
        },
      ];
    }
    const isWritten = node?.range && node.range[0] < node.range[1];
    if (
      isWritten &&
      this.#yaml.text.slice(head, node.range![0]).includes('\n')
    ) {
      return this.item(node, value);
    }
    if (isWritten && isBlockScalar(node)) {
      const [start, end] = node.range!;
      const { comment, ending } = aroundBlockScalar(
        this.#yaml.text.slice(start, end),
      );
      const text = [comment, ...lines].join(this.#yaml.newline) + ending;
      return [{ start: head, end, text }];
    }
    const cut = isWritten ? node.range![1] : head;
    return [
      { start: head, end: cut, text: '' },
      this.#yaml.insertLines(cut, lines),
    ];
  }

  item(node: Node, value: unknown): Splice[] {
    if (!isBlock(node) && !isCollection(value)) {
      return [this.#replaceInline(node, value)];
    }
    if (this.#yaml.isInFlow(node)) {
      const [start, end] = node.range!;
      return [
        { start, end, text: writeInline(value, this.#yaml.flowStyle(node)) },
      ];
    }
    const [start] = node.range!;
    const end = this.#yaml.trimmedEnd(endOf(node));
    const indent = ' '.repeat(this.#yaml.column(start));
    const comment = isBlockScalar(node)
      ? aroundBlockScalar(this.#yaml.text.slice(start, end)).comment
      : '';
    const text = writeBlock(value).join(this.#yaml.newline + indent) + comment;
    return [{ start, end, text }];
  }

  #replaceInline(node: Node, value: unknown): Splice {
    const [start, end] = node.range!;
    const source = this.#yaml.text.slice(start, end);
    const type = isScalar(node) ? node.type : undefined;
    if (isBlockScalar(node)) {
      const { comment, ending } = aroundBlockScalar(source);
      return {
        start,
        end,
        text: `${writeInline(value, 'double')}${comment}${ending}`,
      };
    }
    const styles: Record<string, QuoteStyle> = {
      QUOTE_SINGLE: 'single',
      QUOTE_DOUBLE: 'double',
    };
    // `key:` with nothing behind it: the value needs a space before it
    const gap = start === end && !/\s/.test(this.#yaml.text[start - 1] ?? ' ');
    const after = start === end && this.#yaml.text[start] === '#';
    return {
      start: this.#startWithTag(node),
      end,
      text: `${gap ? ' ' : ''}${writeInline(value, styles[type ?? ''])}${after ? ' ' : ''}`,
    };
  }

  /** A tag (`!!str`) belongs to the old value and goes with it. */
  #startWithTag(node: Node): number {
    const start = node.range![0];
    const before = this.#yaml.text.slice(this.#yaml.startOfLine(start), start);
    const tag = node.tag && /(![^\s,[\]{}]*[ \t]+)$/.exec(before);
    return tag ? start - tag[1].length : start;
  }

  /** Behind the key's colon, and behind an anchor that stands there. */
  #endOfHead(pair: Pair): number {
    const token = (pair as Pair & PairToken).srcToken;
    const separators = token?.sep ?? [];
    const last = separators.findLast(
      part => part.type === 'map-value-ind' || part.type === 'anchor',
    );
    if (!last) {
      throw new InputError('This key has no value that could be replaced');
    }
    return last.offset + last.source.length;
  }
}

interface PairToken {
  srcToken?: { sep?: { type: string; offset: number; source: string }[] };
}

/** The comment on a block scalar's first line, and the line ends it closes with. */
function aroundBlockScalar(source: string) {
  return {
    comment: /^[^\n]*?([ \t]+#[^\r\n]*)/.exec(source)?.[1] ?? '',
    ending: /(\r?\n)*$/.exec(source)![0],
  };
}
