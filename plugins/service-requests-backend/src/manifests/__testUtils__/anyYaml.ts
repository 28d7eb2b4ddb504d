import fc from 'fast-check';
import { Document, isMap, isScalar, parseDocument, visit } from 'yaml';

const anyText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.stringMatching(/^[a-z0-9 :#'"\n-]{0,30}$/),
);
const anyScalar = fc.oneof(
  anyText,
  fc.integer(),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(x => x + 0),
  fc.constant(null),
);
/** What may be set. */
export const anyValue = fc.oneof(
  { weight: 4, arbitrary: anyScalar.filter(x => x !== null) },
  fc.array(anyScalar, { maxLength: 3 }),
  fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), anyScalar, { maxKeys: 3 }),
);
const anyKey = fc.oneof(
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9.\/-]{0,10}$/),
  fc.stringMatching(/^[a-z :#'"]{1,6}$/),
);
const anyRoot = fc.letrec(tie => ({
  map: fc.dictionary(anyKey, tie('value'), { minKeys: 1, maxKeys: 4 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyScalar,
    tie('map'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).map;

/** Documents as people write them: styles, comments and blank lines at random. */
export const anyDocument = fc
  .record({
    root: anyRoot as fc.Arbitrary<Record<string, unknown>>,
    indent: fc.constantFrom(2, 3, 4),
    indentSeq: fc.boolean(),
    crlf: fc.boolean(),
    end: fc.boolean(),
    styles: fc.array(fc.nat(6), { minLength: 1, maxLength: 20 }),
  })
  .map(({ root, indent, indentSeq, crlf, end, styles }) => {
    const document = new Document(JSON.parse(JSON.stringify(root)));
    let turn = 0;
    visit(document, {
      Node(key, node) {
        const style = styles[turn++ % styles.length];
        if (style === 0 && key !== 'key') {
          node.comment = ' said once';
        } else if (style === 1) {
          node.commentBefore = ' said before';
        } else if (style === 2) {
          node.spaceBefore = true;
        } else if (
          style === 3 &&
          'flow' in node &&
          node !== document.contents
        ) {
          node.flow = true;
        } else if (
          style >= (key === 'key' ? 5 : 4) &&
          isScalar(node) &&
          typeof node.value === 'string'
        ) {
          node.type = (
            ['BLOCK_FOLDED', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'] as const
          )[style - 4];
        }
      },
    });
    let text = document.toString({ indent, indentSeq });
    text = crlf ? text.replaceAll('\n', '\r\n') : text;
    return end ? text : text.replace(/\r?\n$/, '');
  })
  .filter(text => {
    const document = parseDocument(text);
    return !document.errors.length && isMap(document.contents);
  });

export function scalarPaths(text: string) {
  const found: { path: (string | number)[]; start: number; end: number }[] = [];
  walk(parseDocument(text).contents, [], (node, path) => {
    if (isScalar(node) && path.length) {
      found.push({ path, start: node.range![0], end: node.range![1] });
    }
  });
  return found;
}

export function mapPaths(text: string) {
  const found: (string | number)[][] = [];
  walk(parseDocument(text).contents, [], (node, path) => {
    if (isMap(node)) {
      found.push(path);
    }
  });
  return found;
}

function walk(
  node: any,
  path: (string | number)[],
  visitNode: (node: unknown, path: (string | number)[]) => void,
): void {
  visitNode(node, path);
  node?.items?.forEach((item: any, i: number) =>
    item.key === undefined
      ? walk(item, [...path, i], visitNode)
      : walk(item.value, [...path, item.key.value], visitNode),
  );
}
