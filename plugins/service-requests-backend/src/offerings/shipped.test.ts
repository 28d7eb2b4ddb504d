import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { desiredLeaves, renderChange, renderService } from '../render';
import { getPath } from '../render/paths';
import { arbitraryParameters } from './__testUtils__/arbitraryParameters';
import { describeWithCrds } from './__testUtils__/publishedCrds';
import { renderContext, shippedOfferings } from './__testUtils__/shipped';
import { checkParameters } from './checkParameters';
import { desiredParameters } from './desiredParameters';
import { textsOf } from './translations';
import type {
  ManifestChange,
  ManifestFile,
  OfferingDefinition,
  Operation,
  Parameters,
} from './types';

const offerings = shippedOfferings();
const names = Object.keys(offerings).sort();
const CHANGES: Operation[] = ['scale', 'update'];

function objectsOf(files: { content?: string }[]): unknown[] {
  return files.flatMap(({ content }) => {
    const documents = parseAllDocuments(content ?? '', { version: '1.1' });
    expect(documents).toHaveLength(1);
    return documents.map(document => document.toJS());
  });
}

function contextFor(parameters: Parameters, production = false) {
  return renderContext({
    name: String(parameters.name),
    environment: { name: production ? 'production' : 'staging', production },
  });
}

function applied(
  files: ManifestFile[],
  changes: ManifestChange[],
): ManifestFile[] {
  const paths = new Set(changes.map(change => change.path));
  return [
    ...files.filter(file => !paths.has(file.path)),
    ...changes.filter(
      (change): change is ManifestFile => change.content !== undefined,
    ),
  ];
}

function create(offering: OfferingDefinition, parameters: Parameters) {
  return desiredParameters(offering, 'create', undefined, parameters);
}

it('offers six kinds of services, each with what is asked of it', () => {
  expect(names).toEqual([
    'aurora-postgresql',
    'bucket',
    'load-balancer',
    'node-group',
    'postgresql',
    'redis',
  ]);
  for (const { operations } of Object.values(offerings)) {
    expect(operations.create && operations.decommission).toBeDefined();
    expect(operations.scale ?? operations.update).toBeDefined();
  }
});

it.each(names)('%s takes its own example, and all of it has a title', name => {
  const offering = offerings[name];
  expect(checkParameters(offering, 'create', offering.example)).toEqual([]);
  for (const schema of Object.values(offering.parameters.properties)) {
    expect(schema.title).toMatch(/\S/);
  }
});

/** The same in every language: names, units, and nothing but placeholders. */
const SAME =
  /^(PostgreSQL|Aurora PostgreSQL|Redis|Bucket|Database|Cluster|Spot|GiB|[^A-Za-z]*)$/;

it.each(names)('%s says all of it in Italian too', name => {
  const offering = offerings[name];
  const untold = [...textsOf(offering)].filter(
    text =>
      !SAME.test(text.replace(/\$\{\{.*?\}\}/g, '')) &&
      !Object.hasOwn(offering.translations.it, text),
  );
  expect(untold).toEqual([]);
});

it.each(names)('%s shows every observed leaf on what it renders', name => {
  const offering = offerings[name];
  const desired = create(offering, offering.example);
  const objects = desiredLeaves(
    offering,
    desired,
    contextFor(offering.example),
  );
  const found = new Set(
    objects.flatMap(one => one.leaves.map(leaf => leaf.parameter)),
  );
  expect([...found].sort()).toEqual(
    [...new Set(offering.observed.leaves.map(leaf => leaf.parameter))].sort(),
  );
  for (const { leaves } of objects) {
    for (const { parameter, value } of leaves) {
      expect([parameter, value]).toEqual([parameter, expect.anything()]);
    }
  }
});

describeWithCrds('what is rendered, against the published CRDs', crds => {
  const errorsOf = (files: { content?: string }[]) =>
    objectsOf(files).flatMap(object => crds.validator().validate(object));

  it.each(names)('%s with its example', name => {
    const offering = offerings[name];
    for (const production of [false, true]) {
      const files = renderService(
        offering,
        create(offering, offering.example),
        contextFor(offering.example, production),
      );
      expect(files.length).toBeGreaterThan(0);
      expect(errorsOf(files)).toEqual([]);
    }
  });

  it.each(names)('%s with any parameters, and after any change', name => {
    const offering = offerings[name];
    const changes = CHANGES.filter(one => offering.operations[one]);
    fc.assert(
      fc.property(
        arbitraryParameters(offering, 'create').chain(parameters =>
          fc.tuple(
            fc.constant(parameters),
            fc.boolean(),
            ...changes.map(operation =>
              arbitraryParameters(
                offering,
                operation,
                create(offering, parameters),
              ),
            ),
          ),
        ),
        ([parameters, production, ...asked]) => {
          const context = contextFor(parameters, production);
          const current = create(offering, parameters);
          const files = renderService(offering, current, context);
          expect(errorsOf(files)).toEqual([]);
          changes.forEach((operation, index) => {
            const desired = desiredParameters(
              offering,
              operation,
              current,
              asked[index],
            );
            const changed = renderChange(
              offering,
              files,
              current,
              desired,
              context,
            );
            // Whatever may be asked for is something that can be reviewed.
            expect(changed).not.toEqual([]);
            const after = applied(files, changed);
            expect(errorsOf(after)).toEqual([]);
            expect(byPath(after)).toEqual(
              byPath(renderService(offering, desired, context)),
            );
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each(names)('%s observes only what its definition can show', name => {
    const offering = offerings[name];
    const desired = create(offering, offering.example);
    const rendered = desiredLeaves(
      offering,
      desired,
      contextFor(offering.example),
    );
    for (const { object, leaves, endpointPath, secrets } of rendered) {
      const paths = [
        ...leaves.map(leaf => leaf.statusPath),
        endpointPath,
        ...secrets.flatMap(secret => [secret.arnPath, secret.statePath]),
      ].filter(path => path !== undefined);
      for (const path of paths) {
        // What the definition does not know it refuses by name.
        const errors = crds.validator().validate({
          apiVersion: object.apiVersion,
          kind: object.kind,
          metadata: { name: object.name, namespace: object.namespace },
          spec: { forProvider: { region: 'eu-west-1' } },
          status: nest(path.replace(/^status\./, '')),
        });
        expect(
          errors.filter(({ message }) => /not known/.test(message)),
        ).toEqual([]);
      }
    }
  });
});

function byPath(files: ManifestFile[]) {
  return Object.fromEntries(
    files.map(({ path, content }) => [path, objectsOf([{ content }])]),
  );
}

/** An object that has something at this path. */
function nest(path: string): unknown {
  const [first, ...rest] = path.split('.');
  const [, key, index] = /^([^[]+)(\[\d+\])?$/.exec(first) ?? [];
  const inner = rest.length > 0 ? nest(rest.join('.')) : 'x';
  const value = { [key]: index ? [inner] : inner };
  expect(getPath(value, first)).toBe(inner);
  return value;
}
