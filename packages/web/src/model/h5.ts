import { type ConfidenceStatistics, checkDigitModel, type Sequential, statisticsFromBytes } from 'inkling';
import { loadKerasH5File } from 'inkling/formats';

/** What a file holds, as far as the page needs it. */
export interface OpenedModel {
  readonly model: Sequential;
  readonly statistics: ConfidenceStatistics | undefined;
  /** What could not be taken over, in sentences. */
  readonly notes: readonly string[];
}

/**
 * The model of a Keras file, for the ten digits. A module of its own, so that its HDF5 is loaded only when a file is.
 *
 * @throws InklingError where it is none
 */
export async function readH5(bytes: Uint8Array): Promise<OpenedModel> {
  const { model, statistics, notes } = await loadKerasH5File(bytes);
  checkDigitModel(model);
  return { model, statistics: statistics && statisticsFromBytes(statistics), notes };
}
