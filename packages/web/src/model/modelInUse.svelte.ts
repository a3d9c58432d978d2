import { type ConfidenceStatistics, type SamplePredictor, type Sequential, statisticsFromBytes } from 'inkling';
import { loadCompactModel } from 'inkling/formats';

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
  predictor: SamplePredictor | undefined;
  private bundled: Promise<NamedModel> | undefined;

  async use(named: NamedModel): Promise<void> {
    this.predictor = await named.model.createPredictor();
    this.current = named;
  }

  async useBundled(): Promise<void> {
    await this.use(await this.loadBundled());
  }

  loadBundled(): Promise<NamedModel> {
    this.bundled ??= fetchBundled();
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
