/** For processes of ours: the loader of TypeScript, whatever loaded this file. */
export const NODE_ARGS = [
  '--enable-source-maps',
  '--require',
  require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
];
