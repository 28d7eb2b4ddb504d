import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '..');

it('has types that are those of openapi.yaml', () => {
  const folder = mkdtempSync(join(tmpdir(), 'service-requests-types-'));
  try {
    const fresh = join(folder, 'openapi.ts');
    const cli = join(
      dirname(require.resolve('openapi-typescript/package.json')),
      'bin/cli.js',
    );
    execFileSync(process.execPath, [cli, 'openapi.yaml', '-o', fresh], {
      cwd: root,
      stdio: 'pipe',
    });
    // If this fails: yarn generate
    expect(readFileSync(join(root, 'src/generated/openapi.ts'), 'utf8')).toBe(
      readFileSync(fresh, 'utf8'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 30_000);
