import {
  copyOf,
  DocumentSyntaxError,
  readDocument,
  writeDocument,
} from './offeringDocument';

const document = {
  name: 'postgresql',
  title: 'PostgreSQL',
  operations: { create: { parameters: { type: 'object' } } },
};

it('reads what it writes, and JSON', () => {
  expect(readDocument(writeDocument(document))).toEqual(document);
  expect(readDocument(JSON.stringify(document))).toEqual(document);
});

it('says in which line a text is no YAML', () => {
  const problem = problemOf('name: a\ntitle: [1, 2\nb: 1\n');
  expect(problem).toBeInstanceOf(DocumentSyntaxError);
  expect(problem).toMatchObject({ line: 3 });
  expect(problem.message).not.toMatch(/\n|at line/);
});

function problemOf(text: string): Error {
  try {
    readDocument(text);
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was read');
}

it.each(['', 'just text', '- a\n- b', 'null'])('refuses %j', text => {
  expect(() => readDocument(text)).toThrow(DocumentSyntaxError);
});

it('does not unfold a bomb', () => {
  const bomb = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]'];
  for (const [from, to] of ['ab', 'bc', 'cd', 'de']) {
    bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`);
  }
  expect(() => readDocument(bomb.join('\n'))).toThrow();
});

it('copies a document under another name', () => {
  expect(copyOf(document)).toMatchObject({
    name: 'postgresql-copy',
    title: 'PostgreSQL (copy)',
    operations: document.operations,
  });
});
