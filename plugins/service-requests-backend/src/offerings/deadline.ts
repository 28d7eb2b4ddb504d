import { createContext, Script } from 'node:vm';

const context = createContext(Object.create(null));
const script = new Script('run()');

/** The time was up before `run` came to its end. */
export class DeadlineExceeded extends Error {}

/**
 * Runs what somebody else has written (a pattern, a rule) and ends it when it
 * takes longer than `ms`: V8 stops whatever the thread is executing, a regular
 * expression included.
 *
 * @throws DeadlineExceeded
 */
export function withDeadline<T>(ms: number, run: () => T): T {
  let result: T | undefined;
  context.run = () => {
    result = run();
  };
  try {
    script.runInContext(context, { timeout: ms });
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? new DeadlineExceeded(`Not done within ${ms} ms`)
      : error;
  } finally {
    context.run = undefined;
  }
  return result as T;
}
