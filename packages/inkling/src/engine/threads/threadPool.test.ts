import { afterEach, describe, expect, it } from 'vitest';
import { ARENA_START, instantiate, loadKernels } from '../../kernels/index.js';
import {
  AveragePooling2D,
  BatchNormalization,
  Conv2D,
  Dense,
  DepthwiseConv2D,
  Dropout,
  Flatten,
  InputLayer,
  L1L2,
  L2,
  type Layer,
  LeakyReLU,
  MaxPooling2D,
  Softmax,
} from '../../layers/index.js';
import { Sequential } from '../../model/sequential.js';
import { Random } from '../../random.js';
import { Adam, AdamW, CategoricalCrossentropy } from '../../training/index.js';
import { Executor } from '../execute.js';
import { call, createRegisters, type Stage } from '../plan.js';
import { setThreadPool, ThreadPool } from './index.js';
import { nodePool } from './nodeWorker.fixture.js';

const pools: ThreadPool[] = [];
function open(threads: number): ThreadPool {
  const pool = nodePool(threads);
  pools.push(pool);
  return pool;
}
afterEach(async () => {
  setThreadPool(undefined);
  await Promise.all(pools.splice(0).map((pool) => pool.terminate()));
});

/** Does the tasks of each stage in the order that threads are least likely to take: the last first. */
class Backwards extends ThreadPool {
  constructor() {
    super({
      threads: 1,
      startWorker: () => {
        throw new Error('one thread needs no worker');
      },
    });
  }

  override run(_session: number, _number: number, program: readonly Stage[], executor: Executor): void {
    for (const stage of program) {
      for (let task = executor.tasksOf(stage) - 1; task >= 0; task--) executor.runTask(stage, task);
    }
  }
}

/** Some bytes of memory with the kernels, and a way to run a program there, by the threads of a pool. */
async function workplace(pool: ThreadPool, program: readonly Stage[]) {
  const module = await loadKernels();
  const memory = new WebAssembly.Memory({ initial: 8, maximum: 8, shared: true });
  const executor = new Executor(instantiate(module, memory), createRegisters());
  const owner = {};
  const session = pool.open(owner, { module, memory, programs: [program] });
  return {
    floats: new Float32Array(memory.buffer, ARENA_START, 1024),
    run: () => pool.run(session, 0, program, executor),
    owner,
  };
}

const unit = (count: number, ...calls: ReturnType<typeof call>[]): Stage => ({
  over: 'units',
  units: Array.from({ length: count }, () => calls),
});

const networks: Readonly<Record<'plain' | 'wide' | 'normalised' | 'penalised', () => Layer[]>> = {
  plain: () => [
    new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }),
    new Flatten(),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 24, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ],
  // Its second convolution goes forward and back by Winograd, from copies of copies of its kernel.
  wide: () => [
    new Conv2D({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }),
    new Conv2D({ filters: 16, kernelSize: 3, padding: 'same' }),
    new Flatten(),
    new Dense({ units: 10, activation: 'softmax' }),
  ],
  // Between its barriers a shard may be anybody's: all that it left behind must be where the next one finds it.
  normalised: () => [
    new Conv2D({ filters: 8, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D(),
    new BatchNormalization(),
    new DepthwiseConv2D({ kernelSize: 3, padding: 'same' }),
    new BatchNormalization(),
    new LeakyReLU(),
    new AveragePooling2D(),
    new Flatten(),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 10 }),
    new BatchNormalization(),
    new Softmax(),
  ],
  penalised: () => [
    new Conv2D({ filters: 6, kernelSize: 3, activation: 'relu', kernelRegularizer: new L2(0.01) }),
    new MaxPooling2D(),
    new Flatten(),
    new Dense({ units: 24, activation: 'tanh', kernelRegularizer: new L1L2({ l1: 1e-3, l2: 1e-3 }) }),
    new Dense({ units: 10, activation: 'softmax' }),
  ],
};

/** The penalised one with all else that there is between a gradient and its weights. */
function compiled(network: keyof typeof networks): Sequential {
  const model = new Sequential([new InputLayer({ shape: [14, 14, 1] }), ...networks[network]()]);
  const learningRate = 0.01;
  const optimizer =
    network === 'penalised'
      ? new AdamW({ learningRate, weightDecay: 0.05, useEma: true, emaOverwriteFrequency: 3 })
      : new Adam({ learningRate });
  model.compile({ optimizer, loss: new CategoricalCrossentropy({ labelSmoothing: 0.1 }) });
  return model;
}

/** Training and predicting with a pool gives what one thread gives. */
async function expectSameBits(network: keyof typeof networks, pool: ThreadPool): Promise<void> {
  const random = new Random(5);
  const images = Uint8Array.from({ length: 300 * 196 }, () => random.integer(256));
  const labels = Uint8Array.from({ length: 300 }, () => random.integer(10));
  const train = async (team: ThreadPool | undefined) => {
    setThreadPool(team);
    const model = compiled(network);
    await team?.ready();
    const { epochs } = await model.fit({ images, labels }, { epochs: 3, batchSize: 70 });
    await team?.ready();
    return { weights: model.getWeights(), losses: epochs.map(({ loss }) => loss), out: await model.predict(images) };
  };
  const alone = await train(undefined);
  const together = await train(pool);
  expect(together.losses).toEqual(alone.losses);
  expect(together.weights).toEqual(alone.weights);
  expect(together.out).toEqual(alone.out);
  expect(alone.losses[2]).toBeLessThan(alone.losses[0]);
}

describe('ThreadPool', () => {
  it.each([
    [2, 'plain'],
    [3, 'plain'],
    [4, 'plain'],
    [2, 'wide'],
    [2, 'normalised'],
    [3, 'normalised'],
    [4, 'normalised'],
    [2, 'penalised'],
    [4, 'penalised'],
  ] as const)('trains and predicts the very bits of one thread with %i: a %s network', async (threads, network) => {
    await expectSameBits(network, open(threads));
  });

  it.each(['plain', 'wide', 'normalised', 'penalised'] as const)(
    'has stages whose tasks do not depend on one another: a %s network, the last task first',
    (network) => expectSameBits(network, new Backwards()),
  );

  it.each([2, 3, 4])('shares the tasks of a stage among %i threads', async (threads) => {
    const pool = open(threads);
    // Each task leaves a mark in the place of the thread that does it.
    const mark = call('fill', 4, { at: ARENA_START, perThread: 64 }, 1);
    const { floats, run } = await workplace(pool, [unit(20_000, mark)]);
    await pool.ready();
    const marks = () => Array.from({ length: threads }, (_, thread) => floats[thread * 16]);
    for (let i = 0; i < 200 && marks().includes(0); i++) run();
    expect(marks()).toEqual(new Array(threads).fill(1));
    expect(floats[threads * 16]).toBe(0);
  });

  it('does not begin a stage before all tasks of the one before are done', async () => {
    const pool = open(3);
    const [from, to] = [ARENA_START, ARENA_START + 1024];
    // Stage by stage a sum moves from one half to the other; a task that came too early would miss a part of it.
    const stages = Array.from({ length: 40 }, (_, i): Stage => {
      const [source, target] = i % 2 === 0 ? [from, to] : [to, from];
      return {
        over: 'units',
        units: Array.from({ length: 16 }, (_, k) => [call('sumShards', 4, source, 4, 16, target + 16 * k)]),
      };
    });
    const { floats, run } = await workplace(pool, stages);
    await pool.ready();
    for (let repeat = 0; repeat < 20; repeat++) {
      floats.fill(2 ** -80, 0, 64);
      run();
      expect(floats[0]).toBe(2 ** 80);
    }
  });

  it("tells of a worker's error, and works on", async () => {
    const pool = open(2);
    // 1 GB of zeros where there are 512 kB: the kernel traps, on whichever thread.
    const { run } = await workplace(pool, [unit(64, call('fill', 2 ** 28, ARENA_START, 0))]);
    await pool.ready();
    expect(run).toThrow(/RuntimeError: memory access out of bounds/);
    expect(await pool.ready()).toBe(1);
    const { floats, run: runWell } = await workplace(pool, [unit(2, call('fill', 4, ARENA_START, 3))]);
    runWell();
    expect(floats[0]).toBe(3);
  });

  it('works alone where it has no workers, and after they have ended', async () => {
    const single = new ThreadPool({ threads: 1, startWorker: () => expect.fail('one thread needs no worker') });
    expect(single.threads).toBe(1);
    expect(await single.ready()).toBe(0);
    const pool = open(2);
    await pool.ready();
    await pool.terminate();
    for (const each of [single, pool]) {
      const { floats, run } = await workplace(each, [unit(2, call('fill', 4, ARENA_START, 3))]);
      run();
      expect(floats[0]).toBe(3);
      expect(each.threads).toBe(1);
    }
  });

  it('does without workers that do not start', async () => {
    const pool = new ThreadPool({
      threads: 3,
      startWorker: () => ({ postMessage: () => undefined, terminate: () => undefined }),
    });
    const { floats, run } = await workplace(pool, [unit(2, call('fill', 4, ARENA_START, 3))]);
    run();
    expect(floats[0]).toBe(3);
    expect(await pool.ready(10)).toBe(0);
  });

  it('wants at least one thread', () => {
    expect(() => nodePool(0)).toThrow(/at least 1. Received 0/);
  });
});
