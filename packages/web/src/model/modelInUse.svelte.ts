import { type ConfidenceStatistics, type Sequential, statisticsFromBytes } from 'inkling';
import { loadCompactModel } from 'inkling/formats';
import { QuickAnswers } from './quickAnswers.js';

/** A model that the page can ask. */
export interface NamedModel {
  /** `bundled` for the one that comes along, else the name of a model that the browser keeps. */
  readonly id: string;
  readonly name: string;
  readonly model: Sequential;
  /** What makes its answers honest; none where nobody fitted it. */
  readonly statistics: ConfidenceStatistics | undefined;
}

export const BUNDLED = 'bundled';

/** The model that answers, with what answers at once while somebody draws. */
class ModelInUse {
  current = $state.raw<NamedModel>();
  /** Made anew for each model. */
  quick: QuickAnswers | undefined;
  private bundled: Promise<NamedModel> | undefined;

  async use(named: NamedModel): Promise<void> {
    this.quick = await QuickAnswers.of(named.model);
    this.current = named;
  }

  loadBundled(): Promise<NamedModel> {
    this.bundled ??= fetchBundled().catch((cause: unknown) => {
      // Whoever asks again gets another try.
      this.bundled = undefined;
      throw cause;
    });
    return this.bundled;
  }
}

async function fetchBundled(): Promise<NamedModel> {
  const response = await fetch('./model.bin');
  if (!response.ok) throw new Error(`The model cannot be loaded (${response.status}). Reload the page to try again.`);
  const { model, statistics } = loadCompactModel(new Uint8Array(await response.arrayBuffer()));
  return { id: BUNDLED, name: 'Inkling’s own', model, statistics: statistics && statisticsFromBytes(statistics) };
}

export const modelInUse = new ModelInUse();
