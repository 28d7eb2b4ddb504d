import { EmbeddedGitOps } from '../EmbeddedGitOps';

/*
 * A portal in a process of its own, to be killed: takes each of `count` change
 * sets from nothing to merged, always from the start, and says when it is done.
 */
async function main(directory: string, baseSha: string, count: number) {
  const silent = () => {};
  const logger = { error: silent, warn: silent, info: silent, debug: silent };
  const gitOps = await EmbeddedGitOps.create({
    directory,
    logger: { ...logger, child: () => gitOps as never },
  });
  const author = { name: 'Reviewer', email: 'reviewer@example.com' };
  process.stdout.write('started\n');
  for (let i = 0; i < count; i++) {
    const key = `r-${i}`;
    await gitOps.ensureBranch({ key, baseSha });
    const { sha } = await gitOps.putFiles({
      key,
      expectedBaseSha: baseSha,
      files: [{ path: `services/s-${i}.yaml`, content: `a: ${i}\n` }],
      message: `Request ${i}`,
      author,
    });
    const { id } = await gitOps.ensurePullRequest({
      key,
      title: key,
      body: '',
    });
    const merged = await gitOps.merge({
      id,
      expectedHeadSha: sha,
      message: `Merge request ${i}`,
      author,
    });
    process.stdout.write(`${key} ${merged.mergeSha}\n`);
  }
  process.stdout.write('finished\n');
}

const [directory, baseSha, count] = process.argv.slice(2);
main(directory, baseSha, Number(count)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
