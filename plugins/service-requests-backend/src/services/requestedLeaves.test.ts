import {
  postgresqlDocument,
  renderContext,
} from '../offerings/__testUtils__/shipped';
import { desiredParameters } from '../offerings';
import { parseOffering } from '../offerings/parseOffering';
import { requestedLeaves } from './requestedLeaves';

/** The class is made of two parameters, of which the leaf names one. */
function definition() {
  const document = postgresqlDocument();
  document.translations = undefined;
  document.parameters.properties.family = {
    type: 'string',
    default: 'db.t4g',
  };
  document.parameters.properties.instanceClass = {
    type: 'string',
    default: 'micro',
  };
  document.manifests[0].template.spec.forProvider.instanceClass =
    '${{ parameters.family }}.${{ parameters.instanceClass }}';
  return parseOffering(JSON.parse(JSON.stringify(document)), 1);
}

describe('requestedLeaves', () => {
  const offering = definition();
  const parameters = desiredParameters(offering, 'create', undefined, {
    name: 'orders',
  });
  const requested = (
    changes: { parameter: string; before?: unknown; after?: unknown }[],
  ) =>
    requestedLeaves(
      offering,
      {
        parameters: {
          ...parameters,
          ...Object.fromEntries(
            changes.map(({ parameter, after }) => [parameter, after]),
          ),
        },
      },
      changes,
      renderContext(),
    );

  it('names what has another value in a manifest', () => {
    expect(
      requested([{ parameter: 'storageGib', before: 20, after: 50 }]),
    ).toEqual(['storageGib']);
  });

  it('names what is made of something else that was changed', () => {
    expect(
      requested([{ parameter: 'family', before: 'db.t4g', after: 'db.m7g' }]),
    ).toEqual(['instanceClass']);
  });

  it('names nothing where nothing that is observed has changed', () => {
    expect(
      requested([
        { parameter: 'applyImmediately', before: false, after: true },
      ]),
    ).toEqual([]);
  });
});
