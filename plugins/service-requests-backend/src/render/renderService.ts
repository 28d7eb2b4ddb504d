import { InvalidFieldsError } from '@callboard/backend-openapi';
import { SERVICE_ID_LABEL } from '@callboard/backstage-plugin-service-requests-node';
import { writeYaml } from '../manifests/writeYaml';
import type {
  ManifestDefinition,
  ManifestFile,
  OfferingDefinition,
  Parameters,
  RenderContext,
} from '../offerings/types';
import { evaluateCondition } from './cel';
import { checkContext } from './checkContext';
import { checkReadsBack } from './checkReadsBack';
import { listOf, renderTemplate, renderText } from './template';

/** One manifest as data, before it is written down. */
export interface RenderedManifest {
  definition: ManifestDefinition;
  path: string;
  tree: Record<string, unknown>;
}

/**
 * All files of a service, for its folder: one document each.
 *
 * @throws InputError where the context or a value could not be a manifest's.
 */
export function renderService(
  offering: OfferingDefinition,
  desired: Parameters,
  context: RenderContext,
): ManifestFile[] {
  return renderTrees(offering, desired, context).map(manifest => ({
    path: manifest.path,
    content: writeManifest(manifest),
  }));
}

/** A manifest's text, read back before it is handed out. */
export function writeManifest({ definition, tree }: RenderedManifest): string {
  if (definition.format === 'tfvars.json') {
    return `${JSON.stringify(tree, undefined, 2)}\n`;
  }
  const text = writeYaml(tree);
  checkReadsBack(text, tree);
  return text;
}

/** The same as data. */
export function renderTrees(
  offering: OfferingDefinition,
  desired: Parameters,
  context: RenderContext,
): RenderedManifest[] {
  checkContext(offering, context);
  const variables = templateVariables(desired, context);
  const manifests = offering.manifests.flatMap(definition =>
    renderDefinition(definition, variables, context),
  );
  checkPaths(offering, manifests);
  return manifests;
}

/** What templates see. */
export function templateVariables(
  desired: Parameters,
  context: RenderContext,
): Record<string, unknown> {
  const { serviceId, name, namespace, environment, region, owner, requestId } =
    context;
  return {
    parameters: desired,
    serviceId,
    name,
    namespace,
    environment,
    region,
    owner,
    // CEL has no undefined: where there is none, these are null and drop their key.
    costCentre: context.costCentre ?? null,
    endDate: context.endDate ?? null,
    requestId,
    tags: tagsOf(context),
  };
}

/** What a cloud is told of each thing, for bills and for whoever finds it. */
function tagsOf(context: RenderContext): Record<string, string> {
  return {
    'managed-by': 'callboard',
    service: context.name,
    environment: context.environment.name,
    owner: context.owner,
    ...(context.costCentre ? { 'cost-centre': context.costCentre } : {}),
  };
}

function renderDefinition(
  definition: ManifestDefinition,
  variables: Record<string, unknown>,
  context: RenderContext,
): RenderedManifest[] {
  const turns = definition.forEach
    ? listOf(definition.forEach, variables).map((item, index) => ({
        ...variables,
        item,
        index,
      }))
    : [variables];
  return turns
    .filter(
      turn =>
        definition.when === undefined ||
        evaluateCondition(definition.when, turn),
    )
    .map(turn => {
      const tree = renderTemplate(definition.template, turn) as Record<
        string,
        unknown
      >;
      return {
        definition,
        path: renderText(definition.file, turn),
        tree:
          definition.format === 'kubernetes'
            ? withMetadata(tree, context)
            : tree,
      };
    });
}

/** What every object carries, whatever its template says. */
function withMetadata(
  { apiVersion, kind, metadata, ...rest }: Record<string, unknown>,
  context: RenderContext,
): Record<string, unknown> {
  const own = (metadata ?? {}) as Record<string, unknown>;
  return {
    apiVersion,
    kind,
    metadata: {
      ...own,
      name: own.name ?? context.name,
      namespace: context.namespace,
      labels: {
        ...(own.labels as object | undefined),
        'app.kubernetes.io/managed-by': 'callboard',
        'callboard.dev/environment': context.environment.name,
        'callboard.dev/region': context.region,
        [SERVICE_ID_LABEL]: context.serviceId,
      },
      annotations: {
        ...(own.annotations as object | undefined),
        'callboard.dev/owner': context.owner,
        'callboard.dev/request-id': context.requestId,
      },
    },
    ...rest,
  };
}

const EXTENSIONS: Record<ManifestDefinition['format'], RegExp> = {
  kubernetes: /^[a-z0-9][a-z0-9-]{0,100}\.yaml$/,
  'tfvars.json': /^[a-z0-9][a-z0-9-]{0,100}(\.auto)?\.tfvars\.json$/,
};

function checkPaths(
  { title }: OfferingDefinition,
  manifests: RenderedManifest[],
): void {
  const seen = new Set<string>();
  for (const { path, definition } of manifests) {
    if (!EXTENSIONS[definition.format].test(path) || seen.has(path)) {
      throw new InvalidFieldsError([
        {
          field: 'manifests',
          message: `${title} would make a file that is not allowed, or twice: ${JSON.stringify(path).slice(0, 200)}`,
        },
      ]);
    }
    seen.add(path);
  }
}
