import type { Executor } from '../execute.js';
import type { Stage } from '../plan.js';
import type { Control } from './control.js';

/**
 * One thread's share of a program: of each stage it takes task after task until none is left, then waits for the others.
 * Tasks are taken in their order, and who does which changes no number.
 *
 * @param executor Or why this thread has none: then it takes no task, and the run fails.
 * @param beforeEnd Called before this thread arrives at the last barrier, behind which the caller may begin anew.
 */
export function runTogether(
  executor: Executor | Error,
  program: readonly Stage[],
  control: Control,
  beforeEnd?: () => void,
): void {
  if (executor instanceof Error) control.fail(executor);
  for (const [i, stage] of program.entries()) {
    if (!(executor instanceof Error)) takeTasks(executor, stage, control);
    if (i === program.length - 1) beforeEnd?.();
    control.barrier();
  }
}

function takeTasks(executor: Executor, stage: Stage, control: Control): void {
  const tasks = executor.tasksOf(stage);
  for (let task = control.takeTask(); task < tasks; task = control.takeTask()) {
    if (control.hasFailed) continue;
    try {
      executor.runTask(stage, task);
    } catch (cause) {
      control.fail(cause);
    }
  }
}
