import { InvalidFieldsError } from '@callboard/backend-openapi';
import { postgresqlDocument } from './__testUtils__/shipped';
import { parseOffering } from './parseOffering';

// Whatever a person may have written.
type Document = ReturnType<typeof postgresqlDocument>;

/** The document of PostgreSQL, with something changed. */
function changed(change: (document: Document) => void): unknown {
  const document = postgresqlDocument();
  change(document);
  return document;
}

/** The fields at fault; none where nothing is, or where it is not said. */
function fieldsOf(run: () => void): string[] {
  try {
    run();
  } catch (error) {
    return error instanceof InvalidFieldsError
      ? error.details.fields.map(one => one.field)
      : [];
  }
  return [];
}

describe('parseOffering', () => {
  it('reads a document, and keeps it as it was written', () => {
    const document = postgresqlDocument();
    const offering = parseOffering(document, 3);
    expect(offering.version).toBe(3);
    expect(offering.document).toEqual(document);
    expect(offering.operations.create?.parameters).toEqual(
      Object.keys(document.parameters.properties),
    );
    expect(offering.manifests[0].format).toBe('kubernetes');
  });

  it('keeps its translations by language, and needs none', () => {
    const { translations } = parseOffering(postgresqlDocument(), 1);
    expect(translations.it.Size).toBe('Dimensione');
    const plain = changed(document => delete document.translations);
    expect(parseOffering(plain, 1).translations).toEqual({});
  });

  it('is not changed by whoever handed it in', () => {
    const document = postgresqlDocument();
    const offering = parseOffering(document, 1);
    document.parameters.properties.storageGib.minimum = 1;
    expect(offering.parameters.properties.storageGib.minimum).toBe(20);
  });

  it.each<[string, (document: Document) => void]>([
    ['name', d => (d.name = 'PostgreSQL')],
    ['name', d => (d.name = '../../main')],
    ['title', d => delete d.title],
    ['surprise', d => (d.surprise = true)],
    ['operations/create', d => delete d.operations.create],
    ['operations/restart', d => (d.operations.restart = {})],
    [
      'operations/scale/parameters',
      d => d.operations.scale.parameters.push('colour'),
    ],
    ['operations/scale/parameters', d => (d.operations.scale.parameters = [])],
    [
      'operations/decommission/parameters',
      d => (d.operations.decommission.parameters = ['multiAz']),
    ],
    ['operations/scale/ui/colour', d => (d.operations.scale.ui.colour = {})],
    [
      'parameters/properties/storageGib',
      d => (d.parameters.properties.storageGib.minimun = 1),
    ],
    [
      'parameters/properties/storageGib/default',
      d => (d.parameters.properties.storageGib.default = 1),
    ],
    [
      'parameters/properties/name',
      d => (d.parameters.properties.name = { type: 'string' }),
    ],
    [
      'parameters/properties',
      d => (d.parameters.properties.other = { $ref: 'https://example.org' }),
    ],
    ['parameters/required', d => d.parameters.required.push('colour')],
    ['rules/0/expr', d => (d.rules[0].expr = 'parameters. ==')],
    ['risks/0/when', d => (d.risks[0].when = '(')],
    [
      'manifests/0/template',
      d => (d.manifests[0].template.spec.forProvider.region = '${{ ( }}'),
    ],
    [
      'manifests/0/template/kind',
      d => (d.manifests[0].template.kind = '${{ parameters.databaseName }}'),
    ],
    [
      'manifests/0/template/apiVersion',
      d => delete d.manifests[0].template.apiVersion,
    ],
    ['manifests', d => d.manifests.push(d.manifests[0])],
    ['manifests', d => (d.manifests = [])],
    [
      'observed/leaves/0/manifest',
      d => (d.observed.leaves[0].manifest = 'cluster'),
    ],
    ['observed/leaves/0/spec', d => (d.observed.leaves[0].spec = 'a..b')],
    [
      'observed/leaves/0/parameter',
      d => (d.observed.leaves[0].parameter = 'colour'),
    ],
    ['secrets/0/manifest', d => (d.secrets[0].manifest = 'cluster')],
    ['cost/lines/0/quantity', d => (d.cost.lines[0].quantity = '1 +')],
    ['translations/italiano', d => (d.translations.italiano = {})],
    ['translations/it/Size', d => (d.translations.it.Size = '')],
    ['translations/it/Colour', d => (d.translations.it.Colour = 'Colore')],
    [
      'translations/it/Instance ${{ parameters.instanceClass }}',
      d =>
        (d.translations.it['Instance ${{ parameters.instanceClass }}'] =
          'Istanza ${{ parameters.storageGib }}'),
    ],
  ])('names %s where that is at fault', (field, change) => {
    const fields = fieldsOf(() => parseOffering(changed(change), 1));
    expect(fields).toContain(field);
  });

  it.each([undefined, null, 'text', [], {}])('refuses %j', document => {
    expect(() => parseOffering(document, 1)).toThrow();
  });
});
