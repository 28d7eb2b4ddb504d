import type { ObservedObject } from '@callboard/backstage-plugin-service-requests-node';
import { parsePath, readObjectPath } from '../../convergence/paths';
import type { StatusShape } from './types';

type Tree = Record<string, unknown>;

/**
 * A made-up status with what an offering looks for and the sandbox does not
 * know of by itself: an offering that somebody has written as data works here
 * like any other.
 */
export function fillIn(
  object: Pick<ObservedObject, 'name' | 'kind' | 'status'>,
  provider: Tree,
  shape: StatusShape,
): Tree {
  const { kind, name } = object;
  const status = structuredClone(object.status);
  const asked = { spec: { forProvider: provider }, status };
  for (const { specPath, statusPath } of shape.leaves) {
    setMissing(status, statusPath, readObjectPath(asked, specPath, 'spec'));
  }
  for (const { path, port } of shape.endpoints) {
    setMissing(status, path, `${name}.${kind.toLowerCase()}.sandbox.invalid`);
    if (port) {
      setMissing(status, port, 443);
    }
  }
  for (const path of shape.arns) {
    setMissing(
      status,
      path,
      `arn:aws:secretsmanager:nowhere:000000000000:secret:sandbox-${name}`,
    );
  }
  return status;
}

/** Sets what is below `status`, making lists where the path has an index. */
function setMissing(status: Tree, path: string, value: unknown): void {
  const [first, ...others] = parsePath(path);
  const keys = first === 'status' ? others : [first, ...others];
  if (first === 'spec' || value === undefined || keys.includes('__proto__')) {
    return;
  }
  const last = keys.pop();
  let at: unknown = status;
  keys.forEach((key, index) => {
    if (isTree(at)) {
      const isIndexNext = /^\d+$/.test(keys[index + 1] ?? last ?? '');
      setOwn(at, key, isIndexNext ? [] : {});
      at = at[key];
    }
  });
  if (isTree(at) && last !== undefined) {
    setOwn(at, last, value);
  }
}

function setOwn(tree: Tree, key: string, value: unknown): void {
  if (!Object.hasOwn(tree, key)) {
    tree[key] = value;
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
