/**
 * Adds up what the stages of `npm test` counted. A check without tests of its
 * own, such as lint, counts as one.
 */
export class Scoreboard {
  #passed = 0;
  #failed = 0;
  #secondTries = [];

  /** Runs one stage, shows how it goes, and counts its result. */
  async stage(name, work) {
    console.log(`▸ ${name}`);
    const started = Date.now();
    const result = await work().catch(error => ({
      passed: 0,
      failed: 1,
      output: error.userMessage ?? error.stack ?? String(error),
    }));
    const seconds = Math.round((Date.now() - started) / 1000);
    this.#passed += result.passed;
    this.#failed += result.failed;
    this.#secondTries.push(...(result.secondTries ?? []));
    const mark = result.failed > 0 ? '✗' : '✓';
    console.log(`${mark} ${name}: ${describe(result)} (${seconds} s)`);
    if ((result.failed > 0 || result.secondTries?.length) && result.output) {
      console.log(indent(result.output.trim()));
    }
    return result.failed === 0;
  }

  get ok() {
    return this.#failed === 0;
  }

  /** Its last line is the counts; before it, what held on a second try only. */
  get summary() {
    return [
      ...this.#secondTries.map(name => `Passed on a second try only: ${name}`),
      `${this.#passed} passed, ${this.#failed} failed`,
    ].join('\n');
  }
}

/** What a command without tests of its own is worth. */
export function countCheck({ code, output }) {
  return code === 0
    ? { passed: 1, failed: 0 }
    : { passed: 0, failed: 1, output };
}

/** Reads Jest's `--json` report; a file that could not run counts as one. */
export function countJest(report) {
  const count = (...statuses) =>
    report.testResults
      .flatMap(file => file.assertionResults)
      .filter(test => statuses.includes(test.status)).length;
  const failed = failedFiles(report);
  const broken = failed.filter(file => file.assertionResults.length === 0);
  return {
    passed: count('passed'),
    failed: count('failed') + broken.length,
    skipped: count('pending', 'todo', 'skipped'),
    output: failed.map(file => file.message).join('\n'),
  };
}

/** The files of Jest's report that did not pass. */
export function failedFiles(report) {
  return report.testResults.filter(file => file.status === 'failed');
}

/** What a second run of the files that failed says in place of the first. */
export function countJestTriedAgain(first, second) {
  const again = new Map(second.testResults.map(file => [file.name, file]));
  const counted = countJest({
    testResults: first.testResults.map(file => again.get(file.name) ?? file),
  });
  const secondTries = failedFiles(first).filter(
    file => again.get(file.name)?.status === 'passed',
  );
  return {
    ...counted,
    secondTries: secondTries.map(file => file.name),
    output: [...secondTries.map(file => file.message), counted.output].join(
      '\n',
    ),
  };
}

/** Reads Playwright's JSON report, where `flaky` failed once and then passed. */
export function countPlaywright(report, output) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    secondTries: flakyTitles(report),
    output,
  };
}

function flakyTitles({ suites = [], specs = [] }) {
  return [
    ...specs
      .filter(spec => spec.tests.some(test => test.status === 'flaky'))
      .map(spec => `${spec.file} › ${spec.title}`),
    ...suites.flatMap(flakyTitles),
  ];
}

/** Reads the summary of Node's own test runner (its `spec` reporter). */
export function countNodeTests({ code, output }) {
  const read = key =>
    Number(new RegExp(`^ℹ ${key} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = read('fail');
  return {
    passed: read('pass'),
    failed: failed || (code === 0 ? 0 : 1),
    output: code === 0 ? '' : output.slice(output.indexOf('✖ failing tests:')),
  };
}

function describe({ passed, failed, skipped, secondTries, note }) {
  if (note) {
    return note;
  }
  const parts = [`${passed} passed`];
  if (failed) parts.push(`${failed} failed`);
  if (secondTries?.length) parts.push(`${secondTries.length} on a second try`);
  if (skipped) parts.push(`${skipped} skipped`);
  return parts.join(', ');
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}
