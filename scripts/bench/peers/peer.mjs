import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that answers measurements, one at a time; between them it waits for its standard input and does nothing. */
export class Peer {
  /** Resolves when the program is ready. */
  static async start(command, args) {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const peer = new Peer(child);
    peer.name = (await peer.nextLine()).name;
    return peer;
  }

  constructor(child) {
    this.child = child;
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      this.errors = (this.errors + text).slice(-4000);
    });
  }

  /** @returns The value of a measurement. */
  ask(task, request = {}) {
    this.child.stdin.write(`${JSON.stringify({ task, ...request })}\n`);
    return this.nextLine();
  }

  async nextLine() {
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`${this.child.spawnargs.join(' ')} ended:\n${this.errors}`);
    return JSON.parse(value);
  }

  end() {
    this.child.kill();
  }
}
