import { checkDigitModel } from 'inkling';
import { type KerasH5File, loadKerasH5File } from 'inkling/formats';

/**
 * The model of a Keras file, for the ten digits. A module of its own, so that its HDF5 is loaded only when a file is.
 *
 * @throws InklingError where it is none
 */
export async function readH5(bytes: Uint8Array): Promise<KerasH5File> {
  const file = await loadKerasH5File(bytes);
  checkDigitModel(file.model);
  return file;
}
