/* eslint-disable jest/no-export, jest/valid-title */
// A suite for tests to call, and no test file itself.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CrdValidator, createFolderCrdSource } from '../../crds';

/*
 * The published definitions are no part of the repository. They are looked for
 * in `shared/crds` beside it, or where CALLBOARD_TEST_CRDS says.
 */
export const CRDS_FOLDER =
  process.env.CALLBOARD_TEST_CRDS ??
  resolve(__dirname, '../../../../../../shared/crds');

const HOW =
  `The published CRDs are not in ${CRDS_FOLDER}: set CALLBOARD_TEST_CRDS to a folder with ` +
  `package/crds of crossplane-contrib/provider-upjet-aws (and RDSInstance and ReplicationGroup of provider-aws)`;

/**
 * Tests that need the published definitions. Where they are not, one test says
 * so instead, and fails where everything is asked for (CALLBOARD_REQUIRE_ALL=1).
 */
export function describeWithCrds(
  name: string,
  tests: (crds: { validator(): CrdValidator }) => void,
): void {
  describe(name, () => {
    if (!existsSync(CRDS_FOLDER)) {
      // eslint-disable-next-line jest/expect-expect
      it('needs the published CRDs', () => {
        if (process.env.CALLBOARD_REQUIRE_ALL === '1') {
          throw new Error(HOW);
        }
        // eslint-disable-next-line no-console
        console.warn(`Not tested: ${name}. ${HOW}`);
      });
      return;
    }
    let validator: CrdValidator;
    beforeAll(async () => {
      validator = await CrdValidator.create(createFolderCrdSource(CRDS_FOLDER));
    });
    tests({ validator: () => validator });
  });
}
