import { architectureFile, readInput } from '@inkling/node';
import {
  type ArchitectureName,
  architectureNames,
  checkDigitModel,
  createArchitecture,
  type Sequential,
} from 'inkling';
import { modelFromJson } from 'inkling/formats';
import { InvalidValue } from './optionParsers.js';
import { withPath } from './withPath.js';

/** One of the architectures by name, or the path of a file `….json` that describes one. */
export type Architecture = ArchitectureName | `${string}.json`;

/** Parses `--architecture`, for commander. */
export function parseArchitecture(text: string): Architecture {
  const name = architectureNames.find((known) => known === text);
  if (name) return name;
  if (isFile(text)) return text;
  throw new InvalidValue(`Allowed choices are ${architectureNames.join(', ')}, or a file NAME.json.`);
}

function isFile(text: string): text is `${string}.json` {
  return text.endsWith('.json');
}

/**
 * A fresh network of an architecture for the ten digits.
 *
 * @throws InklingError `architecture/missing`, `architecture/invalid`, `model/unsupported`, `model/wrong-input`
 */
export async function createNetwork(architecture: Architecture, seed: number): Promise<Sequential> {
  if (!isFile(architecture)) return createArchitecture(architecture, seed);
  const json = new TextDecoder().decode(await readInput(architecture, architectureFile));
  try {
    const model = modelFromJson(json, { seed });
    checkDigitModel(model);
    return model;
  } catch (cause) {
    throw withPath(architecture, cause);
  }
}
