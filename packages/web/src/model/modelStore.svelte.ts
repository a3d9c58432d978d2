import { getAll, put, remove } from '../storage/database.js';
import { BUNDLED, modelInUse } from './modelInUse.svelte.js';

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

  async load(): Promise<void> {
    const kept = await getAll<StoredModel>('models');
    this.models = kept.sort((a, b) => b.when.localeCompare(a.when));
  }

  /** Takes the model into use that was in use last. */
  async useLast(): Promise<void> {
    const id = localStorage.getItem(IN_USE) ?? BUNDLED;
    if (id === BUNDLED) return modelInUse.useBundled();
    await this.load();
    const last = this.models.find((stored) => stored.id === id);
    await (last ? this.use(last) : modelInUse.useBundled());
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
    // HDF5 is code that only those need who open or train a model.
    const { readH5 } = await import('./h5.js');
    const { model, statistics, notes } = await readH5(h5);
    const stored = { id: crypto.randomUUID(), name, when: new Date().toISOString(), origin, h5 };
    await put('models', stored);
    this.models = [stored, ...this.models];
    await modelInUse.use({ id: stored.id, name, model, statistics });
    localStorage.setItem(IN_USE, stored.id);
    return { stored, notes };
  }

  /** Keeps another file of the same model, unless it was removed meanwhile. */
  async replace(stored: StoredModel, h5: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!this.models.some(({ id }) => id === stored.id)) return;
    const replaced = { ...stored, h5 };
    await put('models', replaced);
    this.models = this.models.map((own) => (own.id === stored.id ? replaced : own));
    if (modelInUse.current?.id === stored.id) await this.use(replaced);
  }

  async use(stored: StoredModel): Promise<void> {
    const { readH5 } = await import('./h5.js');
    const { model, statistics } = await readH5(stored.h5);
    await modelInUse.use({ id: stored.id, name: stored.name, model, statistics });
    localStorage.setItem(IN_USE, stored.id);
  }

  async useBundled(): Promise<void> {
    await modelInUse.useBundled();
    localStorage.setItem(IN_USE, BUNDLED);
  }

  async remove(stored: StoredModel): Promise<void> {
    await remove('models', stored.id);
    this.models = this.models.filter(({ id }) => id !== stored.id);
    if (modelInUse.current?.id === stored.id) await this.useBundled();
  }
}

export const modelStore = new ModelStore();
