import { InputError } from '@backstage/errors';
import {
  type Document,
  isCollection as isCollectionNode,
  isMap,
  isScalar,
  isSeq,
  type Node,
} from 'yaml';
import { applyEdit, checkOnlyThat, parseOne, plainValue } from './checkEdit';
import { YamlEditor } from './YamlEditor';
import { entriesOf, isCollection } from './writeYaml';
import { find, hasKey, keyOf } from './yamlNodes';

/*
 * Edits YAML as a careful person would: the text of the one value is replaced,
 * and every other byte stays (comments, quotes, order, blank lines, CRLF).
 *
 * The document is parsed only to find *where* things are; the text itself is
 * cut and joined. (Printing the changed document with the library keeps
 * comments but reflows long lines, changes quotes, indentation and blank lines.)
 * Then the result is parsed again and compared with what was meant, value by
 * value and comment by comment. So a rare form of YAML that is not handled here
 * (an anchor whose aliases would change as well, a key that comes from a merge)
 * is an error, never a changed neighbour.
 */

export interface YamlEdit {
  /** Keys and positions from the document's root. */
  path: (string | number)[];
  /** Undefined removes it. */
  value: unknown;
}

/**
 * The text with these values changed, one after the other. Maps on the way to a
 * value are made where they are missing; a position at the end of a sequence
 * appends. Setting what is there, or removing what is not, changes no byte.
 *
 * @throws InputError where the text is not one YAML document, where a path leads
 * through something that has no parts, or where nothing else could be kept.
 */
export function editYaml(text: string, edits: YamlEdit[]): string {
  return edits.reduce(
    (current, { path, value }) => editOne(current, path, plainValue(value)),
    text,
  );
}

function editOne(
  text: string,
  path: (string | number)[],
  value: unknown,
): string {
  if (!path.length) {
    throw new InputError('An edit needs a path');
  }
  const document = parseOne(text);
  const steps = smallestEdits(document, path, value);
  if (steps.length > 1) {
    return steps.reduce(
      (current, step) => editOne(current, step.path, step.value),
      text,
    );
  }
  if (!steps.length) {
    return text;
  }
  const [step] = steps;
  const expected = applyEdit(
    document.toJS({ mapAsMap: true }),
    step.path,
    step.value,
  );
  const splices = new YamlEditor(text, document).edit(step.path, step.value);
  const edited = splices
    .sort((a, b) => b.start - a.start)
    .reduce(
      (current, { start, end, text: replacement }) =>
        current.slice(0, start) + replacement + current.slice(end),
      text,
    );
  checkOnlyThat({
    before: text,
    after: edited,
    expected,
    path: step.path,
    removes: step.value === undefined || isCollectionNode(find(document, path)),
  });
  return edited;
}

/** Replacing a collection by another one, said leaf by leaf. */
function smallestEdits(
  document: Document,
  path: (string | number)[],
  value: unknown,
): YamlEdit[] {
  const node = find(document, path);
  if (value === undefined) {
    return node || hasKey(document, path) ? [{ path, value }] : [];
  }
  if (isMap(node) && isCollection(value) && !Array.isArray(value)) {
    const wanted = new Map(entriesOf(value));
    const gone = node.items
      .map(pair => keyOf(pair))
      .filter(key => key !== undefined && !wanted.has(String(key)));
    if (gone.length < node.items.length) {
      return [
        ...gone.map(key => ({ path: [...path, key!], value: undefined })),
        ...[...wanted].flatMap(([key, item]) =>
          smallestEdits(document, [...path, key], item),
        ),
      ];
    }
  }
  if (
    isSeq(node) &&
    Array.isArray(value) &&
    value.length &&
    node.items.length
  ) {
    const common = Math.min(node.items.length, value.length);
    return [
      ...value
        .slice(0, common)
        .flatMap((item, i) => smallestEdits(document, [...path, i], item)),
      ...value
        .slice(common)
        .map((item, i) => ({ path: [...path, common + i], value: item })),
      ...node.items
        .slice(common)
        .map(() => ({ path: [...path, common], value: undefined })),
    ];
  }
  if (
    isScalar(node) &&
    node.value === value &&
    !(typeof value === 'number' && Object.is(value, -0))
  ) {
    return [];
  }
  if (isCollectionNode(node) && !node.items.length && isEmpty(node, value)) {
    return [];
  }
  return [{ path, value }];
}

function isEmpty(node: Node, value: unknown): boolean {
  return isSeq(node)
    ? Array.isArray(value) && !value.length
    : typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        !entriesOf(value).length;
}
