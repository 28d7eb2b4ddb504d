export { EmbeddedGitOps, type EmbeddedGitOpsOptions } from './EmbeddedGitOps';
export {
  createGitRouter,
  GIT_PATH,
  type GitRouterOptions,
} from './createGitRouter';
export { tokenOf } from './tokenOf';
