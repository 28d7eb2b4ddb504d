import { describeGitOpsBackend } from '@callboard/backstage-plugin-service-requests-node/testUtils';
import { createFixture } from './__testUtils__/createFixture';

describeGitOpsBackend('embedded', () => createFixture());

describeGitOpsBackend('embedded, with a git older than 2.38', () =>
  createFixture({ version: [2, 30] }),
);
