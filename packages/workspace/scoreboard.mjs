/**
 * Adds up what the stages of `npm test` counted. A check without tests of its
 * own, such as lint, counts as one.
 */
export class Scoreboard {
  #passed = 0;
  #failed = 0;

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
    const mark = result.failed > 0 ? '✗' : '✓';
    console.log(`${mark} ${name}: ${describe(result)} (${seconds} s)`);
    if (result.failed > 0 && result.output) {
      console.log(indent(result.output.trim()));
    }
    return result.failed === 0;
  }

  get ok() {
    return this.#failed === 0;
  }

  get summary() {
    return `${this.#passed} passed, ${this.#failed} failed`;
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
  const brokenSuites = report.testResults.filter(
    suite => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenSuites.length,
    skipped: report.numPendingTests + report.numTodoTests,
    output: report.testResults
      .filter(suite => suite.status === 'failed')
      .map(suite => suite.message)
      .join('\n'),
  };
}

/** Reads Playwright's JSON report. */
export function countPlaywright(report, output) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    output,
  };
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

function describe({ passed, failed, skipped, note }) {
  if (note) {
    return note;
  }
  const parts = [`${passed} passed`];
  if (failed) parts.push(`${failed} failed`);
  if (skipped) parts.push(`${skipped} skipped`);
  return parts.join(', ');
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}
