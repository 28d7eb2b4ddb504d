import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import {
  documents,
  type Node,
  operationAt,
  type PluginId,
  pluginIds,
  resolve,
} from './documents';
import type { RawAnswer } from './httpClient';

/*
 * Answers may grow, so the documents do not forbid further fields. Here they
 * do: what is answered and not documented is a leak or a gap. What extends
 * another schema (allOf) is checked as a whole, and what is extended stays open.
 */
function closed(node: unknown, extended = false): unknown {
  if (Array.isArray(node)) {
    return node.map(one => closed(one, extended));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const strict: Node = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      closed(value, key === 'allOf'),
    ]),
  );
  const isWhole = strict.type === 'object' && strict.properties && !extended;
  return strict.allOf || isWhole
    ? { unevaluatedProperties: false, ...strict }
    : strict;
}

function closedComponents(components: Node): Node {
  const extended = new Set(
    [
      ...JSON.stringify(components).matchAll(
        /"allOf":\[\{"\$ref":"#\/components\/schemas\/(\w+)"/g,
      ),
    ].map(([, name]) => name),
  );
  const schemas = Object.fromEntries(
    Object.entries(components.schemas as Node).map(([name, schema]) => [
      name,
      closed(schema, extended.has(name)),
    ]),
  );
  return { ...components, schemas };
}

const ajv = addFormats(new Ajv2020({ strict: false }));
for (const plugin of pluginIds) {
  const components = closedComponents(documents[plugin].components as Node);
  ajv.addSchema({ components }, plugin);
}
const validators = new Map<string, ValidateFunction>();

function validatorOf(plugin: PluginId, schema: Node): ValidateFunction {
  const key = `${plugin} ${JSON.stringify(schema)}`;
  const known = validators.get(key);
  const validate =
    known ??
    ajv.compile(
      schema.$ref ? { $ref: `${plugin}${schema.$ref}` } : { ...schema },
    );
  validators.set(key, validate);
  return validate;
}

/** Throws unless this answer is one that the plugin's document promises. */
export function checkAnswer(
  plugin: PluginId,
  { method, path }: { method: string; path: string },
  answer: RawAnswer,
): void {
  const [pathname] = path.split('?');
  const operation = operationAt(plugin, method, pathname);
  const failed = answer.status >= 400;
  const response = operation
    ? (operation.responses[answer.status] ??
      (failed ? operation.responses.default : undefined))
    : { $ref: '#/components/responses/Error' };
  const what = `${plugin}: ${method} ${pathname.slice(0, 100)} → ${answer.status}`;
  if (!response) {
    throw new Error(`${what} is not documented`);
  }
  const { content, headers } = resolve(plugin, response as Node);
  if (headers?.ETag && !/^"\d+"$/.test(answer.headers.etag ?? '')) {
    throw new Error(`${what} has no ETag`);
  }
  if (!content) {
    if (answer.text !== '') {
      throw new Error(`${what} should have no body: ${answer.text}`);
    }
    return;
  }
  const [mediaType] = (answer.headers['content-type'] ?? '').split(';');
  if (!content[mediaType]) {
    throw new Error(`${what} is ${mediaType}, which is not documented`);
  }
  if (mediaType !== 'application/json') {
    return;
  }
  const validate = validatorOf(plugin, content[mediaType].schema);
  if (!validate(JSON.parse(answer.text))) {
    throw new Error(
      `${what} is not as documented: ${ajv.errorsText(validate.errors)} in ${answer.text.slice(0, 2000)}`,
    );
  }
}
