export { describeGitOpsBackend } from './describeGitOpsBackend';
export { AUTHOR, type GitOpsFixture, openChangeSet } from './GitOpsFixture';
