import { InvalidFieldsError } from '@callboard/backend-openapi';
import type { MetricTemplate } from '@callboard/backstage-plugin-service-requests-node';
import { parseCel } from '../render/cel';
import { parsePath } from '../render/paths';
import { checkTemplate } from '../render/template';
import { documentSchema } from './documentSchema';
import { NAME, parametersSchema } from './parametersSchema';
import { checkTranslations, type Translations } from './translations';
import type {
  CostRule,
  JsonSchema,
  ManifestDefinition,
  Naming,
  ObservedLeaf,
  OfferingDefinition,
  OfferingRule,
  Operation,
  OperationDefinition,
  Parameters,
  RiskRule,
  SecretDefinition,
} from './types';
import { compileSchema, validateWith } from './validateWith';

/** As it may be written; checked by `documentSchema`. */
interface OfferingDocument {
  name: string;
  title: string;
  description?: string;
  category: string;
  provider?: string;
  naming?: Partial<Naming>;
  parameters: {
    properties: Record<string, JsonSchema>;
    required?: string[];
  };
  operations: Partial<Record<Operation, Partial<OperationDefinition>>>;
  rules?: OfferingRule[];
  risks?: RiskRule[];
  manifests: (Omit<ManifestDefinition, 'format'> &
    Partial<Pick<ManifestDefinition, 'format'>>)[];
  observed?: {
    endpoint?: OfferingDefinition['observed']['endpoint'];
    leaves?: ObservedLeaf[];
  };
  secrets?: SecretDefinition[];
  cost?: { lines: CostRule[]; assumptions?: string[]; excludes?: string[] };
  metrics?: MetricTemplate[];
  translations?: Translations;
  example: Parameters;
}

const TITLES: Record<Operation, string> = {
  create: 'Request',
  scale: 'Scale',
  update: 'Change',
  decommission: 'Decommission',
};

/**
 * Reads an offering's document. What it renders is not looked at here: see
 * checkOffering.
 *
 * @throws InputError naming the path at fault
 */
export function parseOffering(
  document: unknown,
  version: number,
): OfferingDefinition {
  const errors = validateWith(documentSchema, document);
  if (errors.length > 0) {
    throw new InvalidFieldsError(errors);
  }
  // A copy: what was handed in may be changed by whoever has it.
  const written = structuredClone(document) as OfferingDocument;
  const offering = fillIn(written, version);
  checkSchemas(offering);
  checkOperations(offering);
  checkPrograms(offering);
  checkPlaces(offering);
  checkTranslations(offering, offering.translations);
  return offering;
}

function fillIn(
  written: OfferingDocument,
  version: number,
): OfferingDefinition {
  const { parameters, observed, cost, naming } = written;
  const all = Object.keys(parameters.properties);
  return {
    name: written.name,
    version,
    title: written.title,
    description: written.description,
    category: written.category,
    provider: written.provider ?? 'other',
    naming: {
      minLength: naming?.minLength ?? 1,
      maxLength: naming?.maxLength ?? 63,
      pattern: naming?.pattern,
      message: naming?.message,
      reserved: naming?.reserved ?? [],
    },
    parameters: {
      properties: parameters.properties,
      required: parameters.required ?? [],
    },
    operations: Object.fromEntries(
      Object.entries(written.operations).map(([operation, one]) => [
        operation,
        {
          title: one.title ?? TITLES[operation as Operation],
          description: one.description,
          parameters: one.parameters ?? (operation === 'create' ? all : []),
          ui: one.ui ?? {},
        },
      ]),
    ),
    rules: written.rules ?? [],
    risks: written.risks ?? [],
    manifests: written.manifests.map(manifest => ({
      ...manifest,
      format: manifest.format ?? 'kubernetes',
    })),
    observed: { endpoint: observed?.endpoint, leaves: observed?.leaves ?? [] },
    secrets: written.secrets ?? [],
    cost: {
      lines: cost?.lines ?? [],
      assumptions: cost?.assumptions ?? [],
      excludes: cost?.excludes ?? [],
    },
    metrics: written.metrics ?? [],
    translations: written.translations ?? {},
    example: written.example,
    document: written as unknown as Record<string, unknown>,
  };
}

function checkSchemas(offering: OfferingDefinition): void {
  const { properties, required } = offering.parameters;
  if (Object.hasOwn(properties, NAME)) {
    fail(`parameters/properties/${NAME}`, 'is there by itself: see naming');
  }
  for (const name of required) {
    if (!Object.hasOwn(properties, name)) {
      fail('parameters/required', `names no parameter: ${name}`);
    }
  }
  const reference = /"\$(ref|id|anchor|dynamicRef|dynamicAnchor|schema)":/.exec(
    JSON.stringify(properties),
  );
  if (reference) {
    fail(
      'parameters/properties',
      `must stand for itself, without $${reference[1]}`,
    );
  }
  for (const [name, schema] of Object.entries(properties)) {
    const field = `parameters/properties/${name}`;
    at(field, () => compileSchema(schema));
    if (
      schema.default !== undefined &&
      validateWith(schema, schema.default).length > 0
    ) {
      fail(`${field}/default`, 'does not fit the parameter’s own schema');
    }
  }
  at('naming/pattern', () =>
    compileSchema(parametersSchema(offering, 'create')),
  );
}

function checkOperations(offering: OfferingDefinition): void {
  for (const [operation, definition] of Object.entries(offering.operations)) {
    const field = `operations/${operation}`;
    for (const name of definition.parameters) {
      if (!Object.hasOwn(offering.parameters.properties, name)) {
        fail(`${field}/parameters`, `names no parameter: ${name}`);
      }
    }
    const changes = operation === 'scale' || operation === 'update';
    if (changes && definition.parameters.length === 0) {
      fail(`${field}/parameters`, 'must name what it changes');
    }
    if (operation === 'decommission' && definition.parameters.length > 0) {
      fail(`${field}/parameters`, 'must be empty');
    }
    for (const name of Object.keys(definition.ui)) {
      if (name !== NAME && !definition.parameters.includes(name)) {
        fail(`${field}/ui/${name}`, 'is no parameter of this operation');
      }
    }
  }
  const missing = offering.parameters.required.filter(
    name => !offering.operations.create?.parameters.includes(name),
  );
  if (missing.length > 0) {
    fail(
      'operations/create/parameters',
      `lacks what is required: ${missing.join(', ')}`,
    );
  }
}

function checkPrograms(offering: OfferingDefinition): void {
  const expression = (field: string, text: string | undefined) =>
    text === undefined ? undefined : at(field, () => parseCel(text));
  offering.rules.forEach((rule, index) => {
    expression(`rules/${index}/when`, rule.when);
    expression(`rules/${index}/expr`, rule.expr);
    at(`rules/${index}/message`, () => checkTemplate(rule.message));
  });
  offering.risks.forEach((risk, index) => {
    expression(`risks/${index}/when`, risk.when);
    at(`risks/${index}/reason`, () => checkTemplate(risk.reason));
  });
  offering.manifests.forEach((manifest, index) => {
    const field = `manifests/${index}`;
    expression(`${field}/when`, manifest.when);
    expression(`${field}/forEach`, manifest.forEach);
    at(`${field}/file`, () => checkTemplate(manifest.file));
    at(`${field}/template`, () => checkTemplate(manifest.template));
    checkKind(field, manifest);
  });
  offering.secrets.forEach((secret, index) => {
    expression(`secrets/${index}/when`, secret.when);
    at(`secrets/${index}/name`, () => checkTemplate(secret.name));
  });
  offering.cost.lines.forEach((line, index) => {
    expression(`cost/lines/${index}/when`, line.when);
    expression(`cost/lines/${index}/quantity`, line.quantity);
    at(`cost/lines/${index}/label`, () => checkTemplate(line.label));
    at(`cost/lines/${index}/price`, () => checkTemplate(line.price));
  });
}

const API_VERSION = /^[a-z0-9.-]+\/v[a-z0-9]+$|^v1$/;
const KIND = /^[A-Z][A-Za-z0-9]*$/;

/** What kind of object it is stands there and is no matter of parameters. */
function checkKind(
  field: string,
  { format, template }: ManifestDefinition,
): void {
  if (format !== 'kubernetes') {
    return;
  }
  if (!API_VERSION.test(String(template.apiVersion))) {
    fail(
      `${field}/template/apiVersion`,
      'must be written out, such as example.org/v1',
    );
  }
  if (!KIND.test(String(template.kind))) {
    fail(`${field}/template/kind`, 'must be written out, such as Instance');
  }
}

/** Whatever names a manifest names one, and every path is one. */
function checkPlaces(offering: OfferingDefinition): void {
  const ids = offering.manifests.map(manifest => manifest.id);
  unique('manifests', ids);
  unique(
    'metrics',
    offering.metrics.map(metric => metric.id),
  );
  const known = (field: string, manifest: string) => {
    if (!ids.includes(manifest)) {
      fail(field, `names no manifest: ${manifest}`);
    }
  };
  const path = (field: string, text: string | undefined) =>
    text === undefined ? undefined : at(field, () => parsePath(text));
  const { endpoint, leaves } = offering.observed;
  if (endpoint) {
    known('observed/endpoint/manifest', endpoint.manifest);
    path('observed/endpoint/path', endpoint.path);
    path('observed/endpoint/port', endpoint.port);
  }
  leaves.forEach((leaf, index) => {
    const field = `observed/leaves/${index}`;
    known(`${field}/manifest`, leaf.manifest);
    path(`${field}/spec`, leaf.spec);
    path(`${field}/status`, leaf.status);
    const [first] = leaf.parameter.split('/');
    if (!Object.hasOwn(offering.parameters.properties, first)) {
      fail(`${field}/parameter`, `is no parameter: ${leaf.parameter}`);
    }
  });
  offering.secrets.forEach((secret, index) => {
    known(`secrets/${index}/manifest`, secret.manifest);
    path(`secrets/${index}/arn`, secret.arn);
    path(`secrets/${index}/state`, secret.state);
  });
}

function unique(field: string, ids: string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    fail(field, `has two with the id ${twice}`);
  }
}

function at<T>(field: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    return fail(field, `is wrong: ${(error as Error).message}`);
  }
}

function fail(field: string, problem: string): never {
  throw new InvalidFieldsError([{ field, message: `${field} ${problem}` }]);
}
