import { InklingError } from '../errors.js';
import { ARENA_START, hasSharedMemory } from '../kernels/index.js';

const PAGE = 65_536;
/** Every buffer begins on a cache line and has this much behind it, since kernels may read a little too far. */
const ALIGNMENT = 64;
const SLACK = 64;

/** Lays out buffers one behind the other, before any memory exists. Sizes in bytes. */
export class Arena {
  private top = ARENA_START;

  allocate(bytes: number): number {
    const address = Math.ceil(this.top / ALIGNMENT) * ALIGNMENT;
    this.top = address + bytes + SLACK;
    return address;
  }

  /** The memory that holds all that was laid out; zeros everywhere. */
  createMemory(): WebAssembly.Memory {
    const pages = Math.ceil(this.top / PAGE) + 1;
    if (pages > 65_536) {
      throw new InklingError(
        'training/invalid-argument',
        `The network needs ${Math.round((pages * PAGE) / 2 ** 20)} MB of memory for one batch, and 4,096 MB is the most that WebAssembly offers. Use a smaller batch size or fewer filters.`,
      );
    }
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: hasSharedMemory });
  }
}
