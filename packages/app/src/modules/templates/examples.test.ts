import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { outputIn, sayIn, schemaIn } from './books';

const templates = path.resolve(__dirname, '../../../../../examples/templates');

interface Template {
  metadata: { title: string; description: string; 'ui:options': unknown };
  spec: {
    parameters: object[];
    steps: { name: string }[];
    output: object;
  };
}

describe.each(readdirSync(templates))('the Italian of %s', name => {
  const { metadata, spec }: Template = parse(
    readFileSync(path.join(templates, name, 'template.yaml'), 'utf8'),
  );

  it('says every text of the template, and no more', () => {
    const said = new Set<string>();
    const note = (text: string) => {
      said.add(text);
      return text;
    };
    note(metadata.title);
    note(metadata.description);
    schemaIn(note, spec.parameters);
    spec.steps.forEach(step => note(step.name));
    outputIn(note, spec.output);

    const italian = sayIn('it', metadata['ui:options']);
    // Some words are the same in both.
    const unsaid = [...said].filter(text => italian?.(text) === text);
    expect(
      unsaid.filter(text => !/^(Bucket|Cache|Database)$/.test(text)),
    ).toEqual([]);
    const { translations } = metadata['ui:options'] as {
      translations: { it: Record<string, string> };
    };
    const statuses = /^(submitted|in_review|policy_failed|confirmed|pending)$/;
    expect(
      Object.keys(translations.it).filter(
        text => !said.has(text) && !statuses.test(text),
      ),
    ).toEqual([]);
  });
});
