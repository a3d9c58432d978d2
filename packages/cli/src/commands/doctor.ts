import { inspectMachine, type Machine } from '@inkling/node';
import type { Command } from 'commander';
import { Console } from '../console.js';
import { Failed } from '../failed.js';

export function describe(command: Command): void {
  command
    .option('--json', 'as one JSON object')
    .option('-q, --quiet', 'no hints')
    .addHelpText('after', '\nExample:\n  inkling doctor')
    .action(examine);
}

async function examine(options: { json?: boolean; quiet?: boolean }): Promise<void> {
  const console = new Console(options);
  const machine = await inspectMachine();
  if (options.json) console.printJson(machine);
  else for (const [name, value] of describeMachine(machine)) console.print(`${name.padEnd(15)}${value}`);
  for (const hint of hintsFor(machine)) console.hint(hint);
  if (!machine.simd) throw new Failed();
}

function describeMachine(machine: Machine): [string, string][] {
  const { processor, node, platform, simd, relaxedSimd, sharedMemory, cores, threads, build, memory } = machine;
  return [
    ['machine', `${processor}, ${platform}, Node ${node}`],
    ['memory', `${memory.totalMB} MB, ${memory.freeMB} MB of them free`],
    ['SIMD', yesNo(simd)],
    ['relaxed SIMD', `${yesNo(relaxedSimd)}${relaxedSimd ? ' (multiplies and adds in one)' : ''}`],
    ['shared memory', yesNo(sharedMemory)],
    ['threads', `${threads} of ${cores} cores`],
    ['kernels', build === null ? 'none: nothing can run' : `the ${build} build`],
  ];
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

function hintsFor({ simd, relaxedSimd, threads, cores }: Machine): string[] {
  const hints: string[] = [];
  if (!simd) hints.push('this Node has no WebAssembly SIMD: use Node 20.19 or newer on a 64-bit processor');
  else if (!relaxedSimd) hints.push('without relaxed SIMD everything works, about half as fast');
  if (threads < cores) hints.push('not all threads came: everything works, with those that did');
  return hints;
}
