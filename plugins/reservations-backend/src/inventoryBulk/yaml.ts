import type { JsonObject } from '@backstage/types';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  stringify,
  type YAMLMap,
} from 'yaml';
import { type ImportKind, type ImportLine, strayField } from './ImportLine';

const LISTS = { sites: 'site', types: 'type', resources: 'resource' } as const;

/** The things of a YAML text; what cannot be read is one line's problem. */
export function parseYaml(text: string): ImportLine[] {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const lineOf = (offset = 0) => counter.linePos(offset).line || 1;
  if (document.errors.length > 0) {
    return document.errors
      .slice(0, 20)
      .map(({ message, pos }) => problemAt(lineOf(pos[0]), message));
  }
  const { contents } = document;
  if (!isMap(contents)) {
    return [problemAt(1, 'The file must have sites, types or resources.')];
  }
  return (contents as YAMLMap).items.flatMap(({ key, value }): ImportLine[] => {
    const list = isScalar(key) ? String(key.value) : '';
    const line = lineOf(isScalar(key) ? key.range?.[0] : 0);
    if (!Object.hasOwn(LISTS, list)) {
      return [
        problemAt(line, `There is no list "${list.slice(0, 100)}".`, list),
      ];
    }
    if (!isSeq(value)) {
      return [problemAt(line, `${list} must be a list.`, list)];
    }
    const kind = LISTS[list as keyof typeof LISTS];
    return value.items.map(item => {
      const at = lineOf((item as { range?: [number] }).range?.[0]);
      return toLine(kind, at, () =>
        (item as { toJS(of: unknown): unknown }).toJS(document),
      );
    });
  });
}

export function writeYaml(
  lines: Pick<ImportLine, 'kind' | 'values'>[],
): string {
  const of = (kind: ImportKind) =>
    lines.filter(one => one.kind === kind).map(({ values }) => values);
  const file = Object.fromEntries(
    Object.entries(LISTS)
      .map(([list, kind]) => [list, of(kind)] as const)
      .filter(([, values]) => values.length > 0),
  );
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

function toLine(
  kind: ImportKind,
  line: number,
  read: () => unknown,
): ImportLine {
  let given: unknown;
  try {
    given = JSON.parse(JSON.stringify(read()) ?? 'null');
  } catch (error) {
    return { ...problemAt(line, (error as Error).message), kind };
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { ...problemAt(line, `It must say what the ${kind} is.`), kind };
  }
  const values = given as JsonObject;
  return {
    line,
    kind,
    name: typeof values.name === 'string' ? values.name : undefined,
    values,
    problem: strayField(kind, values),
  };
}

function problemAt(line: number, message: string, field?: string): ImportLine {
  return { line, values: {}, problem: { field, message } };
}
