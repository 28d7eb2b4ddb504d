import {
  loadOpenApiDocument,
  type OpenApiDocument,
} from '@callboard/backend-openapi';

export type Node = Record<string, any>;

/** The plugins that have a document, with the package it is in. */
const packages = {
  reservations: '@callboard/backstage-plugin-reservations-common',
  webhooks: '@callboard/backstage-plugin-webhooks-common',
  'audit-log': '@callboard/backstage-plugin-audit-log-common',
  'service-requests': '@callboard/backstage-plugin-service-requests-common',
} as const;

export type PluginId = keyof typeof packages;

export const pluginIds = Object.keys(packages) as PluginId[];

export const documents = Object.fromEntries(
  pluginIds.map(plugin => [
    plugin,
    loadOpenApiDocument(require.resolve(`${packages[plugin]}/openapi.yaml`))
      .document,
  ]),
) as Record<PluginId, OpenApiDocument>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Node;
}

/** An operation of a document, with its own references followed. */
export interface DocumentedOperation {
  plugin: PluginId;
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** The schema of its JSON body. */
  body?: Node;
  responses: Node;
}

/** The schema, parameter or response that a node of a document stands for. */
export function resolve(plugin: PluginId, node: Node): Node {
  if (node.$ref === undefined) {
    return node;
  }
  const { $ref, ...beside } = node;
  const target = ($ref as string)
    .slice(2)
    .split('/')
    .reduce<Node>((at, key) => at[key], documents[plugin] as Node);
  return { ...resolve(plugin, target), ...beside };
}

function operationsOf(plugin: PluginId): DocumentedOperation[] {
  return Object.entries(documents[plugin].paths as Node).flatMap(
    ([path, item]) =>
      METHODS.filter(method => item[method]).map(method => {
        const operation = item[method];
        const { requestBody } = operation;
        const body =
          requestBody &&
          resolve(plugin, requestBody).content['application/json'].schema;
        const parameters = [
          ...(item.parameters ?? []),
          ...(operation.parameters ?? []),
        ].map(one => resolve(plugin, one));
        return {
          plugin,
          id: operation.operationId,
          method: method.toUpperCase(),
          path,
          parameters: parameters.map(one => ({
            ...one,
            schema: resolve(plugin, one.schema),
          })) as Parameter[],
          body: body && resolve(plugin, body),
          responses: operation.responses,
        };
      }),
  );
}

/** Every operation that the portal's documents describe. */
export const operations = pluginIds.flatMap(operationsOf);

/** Those that name no thing come first: `/bookings/bulk` is not a booking. */
const templates = operations
  .map(operation => ({
    operation,
    pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  .sort(
    (a, b) =>
      Number(a.operation.path.includes('{')) -
      Number(b.operation.path.includes('{')),
  );
const templatesOf = Map.groupBy(
  templates,
  ({ operation }) => `${operation.plugin} ${operation.method}`,
);

/** The operation that answers there; undefined where nothing does. */
export function operationAt(
  plugin: PluginId,
  method: string,
  path: string,
): DocumentedOperation | undefined {
  return templatesOf
    .get(`${plugin} ${method}`)
    ?.find(({ pattern }) => pattern.test(path))?.operation;
}
