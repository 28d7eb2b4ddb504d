import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import {
  type QuoteStyle,
  writeBlock,
  writeInline,
  writePair,
  writeString,
} from './writeYaml';
import { endOf, startOf } from './yamlNodes';
import type { Splice, YamlText } from './YamlText';

/** Puts something new at the end of what is there, written as its neighbours are. */
export class Insertions {
  readonly #yaml: YamlText;

  constructor(yaml: YamlText) {
    this.#yaml = yaml;
  }

  pair(map: YAMLMap, key: string, value: unknown): Splice[] {
    if (map.flow) {
      return this.#insertFlow(
        map,
        style => `${writeString(key, style)}: ${writeInline(value, style)}`,
      );
    }
    const indent = ' '.repeat(this.#yaml.column(map.range![0]));
    return [
      this.#yaml.insertLines(
        endOf(map),
        writePair(key, value).map(line => indent + line),
      ),
    ];
  }

  append(seq: YAMLSeq, value: unknown): Splice[] {
    if (seq.flow) {
      return this.#insertFlow(seq, style => writeInline(value, style));
    }
    const indent = ' '.repeat(this.#yaml.column(seq.range![0]));
    return [
      this.#yaml.insertLines(
        endOf(seq),
        writeBlock([value]).map(line => indent + line),
      ),
    ];
  }

  #insertFlow(
    collection: YAMLMap | YAMLSeq,
    write: (style: QuoteStyle) => string,
  ): Splice[] {
    const [start, end] = collection.range!;
    const last = collection.items.at(-1) as Node | Pair | undefined;
    if (!last) {
      const text = write(this.#yaml.flowStyle(collection));
      const isBare = /^\s*$/.test(this.#yaml.text.slice(start + 1, end - 1));
      return isBare
        ? [{ start: start + 1, end: end - 1, text: ` ${text} ` }]
        : [{ start: start + 1, end: start + 1, text: ` ${text}` }];
    }
    const lastStart = startOf(last);
    const lastEnd = endOf(last);
    const text = write(this.#yaml.flowStyle(last));
    const tail = this.#yaml.text
      .slice(lastEnd, end - 1)
      .replace(/#[^\n]*/g, '');
    const comma = tail.includes(',') ? '' : ',';
    const line = this.#yaml.text.slice(
      this.#yaml.startOfLine(lastStart),
      lastStart,
    );
    const endOfLine = this.#yaml.text.indexOf('\n', lastEnd);
    if (!/^[ \t]*$/.test(line) || endOfLine < 0 || endOfLine >= end) {
      return [{ start: lastEnd, end: lastEnd, text: `, ${text}` }];
    }
    const inserted = this.#yaml.insertLines(lastEnd, [
      `${line}${text}${comma ? '' : ','}`,
    ]);
    return [{ start: lastEnd, end: lastEnd, text: comma }, inserted];
  }
}
