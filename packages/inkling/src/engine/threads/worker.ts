import { instantiate } from '../../kernels/instantiate.js';
import type { KernelModule } from '../../kernels/module.js';
import { Executor } from '../execute.js';
import { createRegisters } from '../plan.js';
import { Control, STATE } from './control.js';
import type { Message } from './messages.js';
import { runTogether } from './runTogether.js';

// What a worker does. The build bundles this file into text (see scripts/build-worker.mjs), which starts the same way in
// Node and in browsers: messages come to `onmessage`, everything else by shared memory.

/** How long a worker waits for the next run before it goes back to its messages. */
const PATIENCE_MS = 500;

type Opening = Extract<Message, { kind: 'open' }>;
type Job = Pick<Opening, 'programs'> & { readonly executor: Executor | Error };

const jobs = new Map<number, Job>();
const registers = createRegisters();
let control: Control;
let self = 0;

function open({ session, module, memory, programs }: Opening): void {
  jobs.set(session, { programs, executor: createExecutor(module, memory) });
  control.setKnown(self, session);
}

/** An error is kept until somebody waits for this worker: only then there is anybody to hear of it. */
function createExecutor(module: KernelModule, memory: WebAssembly.Memory): Executor | Error {
  try {
    return new Executor(instantiate(module, memory), registers, self + 1);
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

/** Works on run after run until there is none for a while, or something else to hear. */
function serve(): void {
  control.setState(self, STATE.ready);
  for (;;) {
    const state = control.state(self);
    if (state === STATE.running) work();
    else if (state === STATE.dismissed) return;
    else if (!control.awaitChange(self, state, PATIENCE_MS) && control.changeState(self, STATE.ready, STATE.away))
      return;
  }
}

function work(): void {
  const job = jobs.get(control.session);
  if (!job) throw new Error(`worker ${self} was given session ${control.session}, which it does not know`);
  control.readRegisters(registers);
  runTogether(job.executor, job.programs[control.program], control, () => control.setState(self, STATE.ready));
}

Object.assign(globalThis, {
  onmessage({ data }: { data: Message }): void {
    if (data.kind === 'start') {
      control = new Control(data.control, true);
      self = data.worker;
    } else if (data.kind === 'open') open(data);
    else if (data.kind === 'close') jobs.delete(data.session);
    else serve();
  },
});
