import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import {
  ancestors,
  buildTree,
  descendants,
  moveProblem,
  visibleNodes,
  withAncestors,
  type TreeNode,
} from './resourceTree';

function resource(name: string, parent?: string, siteRef = 'resource:campus') {
  return {
    entityRef: `resource:${name}`,
    title: name,
    siteRef,
    parentRef: parent && `resource:${parent}`,
  } as Resource;
}

const cluster = resource('cluster');
const rack = resource('rack', 'cluster');
const node2 = resource('node 2', 'rack');
const node10 = resource('node 10', 'rack');
const lab = resource('lab', undefined, 'resource:lab');
const all = [node10, lab, cluster, node2, rack];

const outline = (nodes: TreeNode[]): unknown[] =>
  nodes.map(n => [n.resource.title, n.level, outline(n.children)]);

describe('buildTree', () => {
  it('nests by parent and sorts numbers as people do', () => {
    expect(outline(buildTree(all))).toEqual([
      [
        'cluster',
        1,
        [
          [
            'rack',
            2,
            [
              ['node 2', 3, []],
              ['node 10', 3, []],
            ],
          ],
        ],
      ],
      ['lab', 1, []],
    ]);
  });

  it('puts a child whose parent is not there at the top', () => {
    expect(outline(buildTree([node2]))).toEqual([['node 2', 1, []]]);
  });
});

test('withAncestors keeps the way to each match', () => {
  expect(withAncestors(all, r => r === node2)).toEqual([cluster, node2, rack]);
});

test('ancestors and descendants follow the tree', () => {
  expect(ancestors(all, node10)).toEqual([cluster, rack]);
  expect(new Set(descendants(all, cluster.entityRef))).toEqual(
    new Set([rack, node2, node10]),
  );
});

test('visibleNodes shows only what is open', () => {
  const open = new Set([cluster.entityRef]);
  expect(
    visibleNodes(buildTree(all), ref => open.has(ref)).map(
      n => n.resource.title,
    ),
  ).toEqual(['cluster', 'rack', 'lab']);
});

test('moveProblem knows what the server would refuse', () => {
  expect(moveProblem(all, cluster, cluster)).toBe('self');
  expect(moveProblem(all, cluster, node2)).toBe('cycle');
  expect(moveProblem(all, node2, lab)).toBe('otherSite');
  expect(moveProblem(all, node2, rack)).toBe('here');
  expect(moveProblem(all, cluster, undefined)).toBe('here');
  expect(moveProblem(all, node2, cluster)).toBeUndefined();
  expect(moveProblem(all, node2, undefined)).toBeUndefined();
});
