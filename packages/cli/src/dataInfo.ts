import { isMnist, labeledDigitsIn, loadMnistFolder, type MnistPart } from '@inkling/node';
import { InklingError } from 'inkling';

/** A set of labelled images in a folder. */
export interface DataPart {
  /** `train`, `test`, `all` for IDX files in one piece, `pictures` for folders by label. */
  readonly part: MnistPart | 'all' | 'pictures';
  readonly images: number;
  /** In px; `null` for pictures, each of which has a size of its own. */
  readonly width: number | null;
  readonly height: number | null;
  /** Images of each digit. */
  readonly perLabel: readonly number[];
  /** Whether these are MNIST's own, byte for byte. */
  readonly mnist: boolean;
}

/**
 * What a folder holds that Inkling can train on or evaluate with.
 *
 * @throws InklingError `data/missing` where that is nothing, `data/invalid` where a file is damaged.
 */
export async function describeFolder(folder: string): Promise<DataPart[]> {
  const parts: DataPart[] = [];
  let missing: unknown;
  for (const part of ['train', 'test'] as const) {
    try {
      const images = await loadMnistFolder(folder, part);
      // A pair without `train-` and `t10k-` is found as either part.
      const whole = images.name === folder;
      const { count, width, height, labels } = images;
      const about = { images: count, width, height, perLabel: countLabels(labels), mnist: isMnist(images) };
      parts.push({ part: whole ? 'all' : part, ...about });
      if (whole) break;
    } catch (cause) {
      if (!(cause instanceof InklingError) || cause.code !== 'data/missing') throw cause;
      missing ??= cause;
    }
  }
  if (parts.length > 0) return parts;
  const labels = (await labeledDigitsIn(folder)).map(({ label }) => Number(label));
  if (labels.length === 0) throw missing;
  const perLabel = countLabels(labels);
  return [{ part: 'pictures', images: labels.length, width: null, height: null, perLabel, mnist: false }];
}

function countLabels(labels: Iterable<number>): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}
