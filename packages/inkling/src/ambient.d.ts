/**
 * The few platform names that exist in Node and in every browser alike and that the library may use.
 * Everything else of Node or of the DOM is absent from this package on purpose: see ARCHITECTURE.md.
 */
declare const performance: { now(): number };

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(input?: ArrayBufferView | ArrayBufferLike): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBufferLike;
    grow(delta: number): number;
  }
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;
}

declare function atob(base64: string): string;
declare function btoa(text: string): string;

declare function setTimeout(callback: () => void, delayMs: number): unknown;

/** Node's alone. */
declare const setImmediate: ((callback: () => void) => unknown) | undefined;

declare class MessageChannel {
  readonly port1: MessagePort;
  readonly port2: MessagePort;
}
interface MessagePort {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** In browsers whether this page may share memory with workers; absent in Node, which always may. */
declare const crossOriginIsolated: boolean | undefined;
