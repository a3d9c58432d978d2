// Closes a test run with `N passed, N failed` alone on a line, which .ci/run adds up. Names what was skipped.

/** A Vitest reporter. */
export default class CountReporter {
  /** @param {readonly import('vitest/node').TestModule[]} modules @param {readonly unknown[]} errors */
  onTestRunEnd(modules, errors) {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      let failed = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state]++;
        if (state === 'failed') failed++;
        if (state === 'skipped') console.log(`skipped: ${test.fullName}`);
      }
      // A file that fails to load has no failed test, but has failed all the same.
      if (failed === 0 && !module.ok()) count.failed++;
    }
    console.log(`${count.passed} passed, ${count.failed} failed`);
  }
}
