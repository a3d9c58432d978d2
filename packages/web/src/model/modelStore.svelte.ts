import { messageOf } from '../shell/messageOf.js';
import { remember, remembered } from '../shell/remembered.js';
import { change, getAll } from '../storage/database.js';
import type { OpenedModel } from './h5.js';
import { BUNDLED, modelInUse, type NamedModel } from './modelInUse.svelte.js';

/** A model that this browser keeps. */
export interface StoredModel {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly when: string;
  /** Where it comes from: a file, a training. */
  readonly origin: string;
  /** The Keras file, byte for byte. */
  readonly h5: Uint8Array<ArrayBuffer>;
}

/** Where the browser notes which model is in use. */
const IN_USE = 'model-in-use';

/** The models that this browser keeps, the latest first. */
class ModelStore {
  models = $state.raw<readonly StoredModel[]>([]);
  /** Whether the browser lets the page keep them; else they are there for this visit. */
  isKept = $state(true);

  async load(): Promise<void> {
    await this.attempt(async () => {
      const kept = await getAll<StoredModel>('models');
      this.models = kept.sort((a, b) => b.when.localeCompare(a.when));
    });
  }

  /**
   * Takes the model into use that was in use last.
   *
   * @returns what kept it from that, in a sentence: then the model that comes along is in use
   */
  async useLast(): Promise<string | undefined> {
    const id = remembered(IN_USE) ?? BUNDLED;
    const problem = id === BUNDLED ? undefined : await this.tryToUse(id);
    if (id === BUNDLED || problem) await this.useBundled();
    return problem;
  }

  private async tryToUse(id: string): Promise<string | undefined> {
    try {
      await this.load();
      const last = this.models.find((stored) => stored.id === id);
      if (!last) return 'The model that was in use last is not in this browser any more: Inkling’s own answers.';
      await this.use(last);
    } catch (cause) {
      return `The model that was in use last cannot be opened: Inkling’s own answers. ${messageOf(cause)}`;
    }
    return undefined;
  }

  /**
   * Reads a file, keeps it and takes its model into use.
   *
   * @returns what is kept, and what of the file could not be taken over, in sentences
   * @throws InklingError where the file holds no model for ten digits
   */
  async add(
    name: string,
    origin: string,
    h5: Uint8Array<ArrayBuffer>,
  ): Promise<{ stored: StoredModel; notes: readonly string[] }> {
    const { model, statistics, notes } = await readModel(h5);
    const stored = { id: crypto.randomUUID(), name, when: new Date().toISOString(), origin, h5 };
    await this.put(stored);
    await this.answerWith({ id: stored.id, name, model, statistics });
    return { stored, notes };
  }

  /** Keeps another file of the same model, unless it was removed meanwhile. */
  async replace(stored: StoredModel, h5: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!this.models.some(({ id }) => id === stored.id)) return;
    const replaced = { ...stored, h5 };
    await this.put(replaced);
    if (modelInUse.current?.id === stored.id) await this.use(replaced);
  }

  /** The model in a file that is kept. */
  async open({ id, name, h5 }: StoredModel): Promise<NamedModel> {
    const { model, statistics } = await readModel(h5);
    return { id, name, model, statistics };
  }

  async use(stored: StoredModel): Promise<void> {
    await this.answerWith(await this.open(stored));
  }

  async useBundled(): Promise<void> {
    await this.answerWith(await modelInUse.loadBundled());
  }

  async remove(stored: StoredModel): Promise<void> {
    this.models = this.models.filter(({ id }) => id !== stored.id);
    await this.attempt(() => change('models', { remove: [stored.id] }));
    if (modelInUse.current?.id === stored.id) await this.useBundled();
  }

  /** Keeps again a model that was removed. */
  async bringBack(stored: StoredModel): Promise<void> {
    await this.put(stored);
  }

  /** Keeps a model, in the place of the one with its id where there is one. */
  private async put(stored: StoredModel): Promise<void> {
    const isThere = this.models.some(({ id }) => id === stored.id);
    this.models = isThere ? this.models.map((own) => (own.id === stored.id ? stored : own)) : [stored, ...this.models];
    await this.attempt(() => change('models', { put: [stored] }));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch {
      this.isKept = false;
    }
  }

  private async answerWith(model: NamedModel): Promise<void> {
    await modelInUse.use(model);
    remember(IN_USE, model.id);
  }
}

/** HDF5 is code that only those need who open or train a model. */
async function readModel(h5: Uint8Array): Promise<OpenedModel> {
  const { readH5 } = await import('./h5.js');
  return readH5(h5);
}

export const modelStore = new ModelStore();
