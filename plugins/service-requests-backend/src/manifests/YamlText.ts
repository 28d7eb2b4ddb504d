import { type Document, isCollection, type Node, type Pair } from 'yaml';
import type { QuoteStyle } from './writeYaml';
import { endOf, startOf } from './yamlNodes';

/** `[start, end)` of the text gives way to another text. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** A document together with the text that it was read from: where its lines are. */
export class YamlText {
  readonly text: string;
  readonly document: Document;
  readonly newline: string;

  constructor(text: string, document: Document) {
    this.text = text;
    this.document = document;
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  insertLines(offset: number, lines: string[]): Splice {
    const at = this.afterLine(offset);
    const isNewLine = at === 0 || this.text[at - 1] === '\n';
    const joined = lines.join(this.newline);
    return {
      start: at,
      end: at,
      text: isNewLine ? joined + this.newline : this.newline + joined,
    };
  }

  flowStyle(neighbour: Node | Pair): QuoteStyle {
    const text = this.text.slice(startOf(neighbour)).trimStart();
    return text.startsWith('"') ? 'double' : 'plain';
  }

  isInFlow(node: Node): boolean {
    const [start] = node.range!;
    let found = false;
    const look = (part: unknown): void => {
      if (!isCollection(part) || !part.range) {
        return;
      }
      const isAround = part.range[0] < start && start < part.range[1];
      found ||= isAround && part.flow === true;
      for (const item of part.items) {
        look((item as Pair).value ?? item);
      }
    };
    look(this.document.contents);
    return found;
  }

  dashBefore(offset: number): number {
    return this.text.lastIndexOf('-', offset - 1);
  }

  startOfLine(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The start of the line after that at which something ends. */
  afterLine(offset: number): number {
    if (offset > 0 && this.text[offset - 1] === '\n') {
      return offset;
    }
    const newline = this.text.indexOf('\n', offset);
    return newline < 0 ? this.text.length : newline + 1;
  }

  endOfLines(node: Node): number {
    return this.afterLine(endOf(node));
  }

  trimmedEnd(end: number): number {
    const text = this.text.slice(0, end);
    return text.length - /(\r?\n)*$/.exec(text)![0].length;
  }

  column(offset: number): number {
    return offset - this.startOfLine(offset);
  }
}
