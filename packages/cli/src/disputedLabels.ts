import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DisputedLabel, type DisputedLabelScores, InklingError, type LabeledImages } from 'inkling';
import { z } from 'zod';

/** What lies beside MNIST's test set where people have voted on its labels. */
const FILE = 'label-issues.json';

const digit = z.number().int().min(0).max(9);
const count = z.number().int().min(0);
const issuesSchema = z.object({
  test_disputed: z.array(
    z.object({
      index: count,
      label: digit,
      suggested: digit,
      votes: z.object({ given: count, guessed: count, neither: count }),
    }),
  ),
});

/**
 * The disputed labels of a test set, from the file `label-issues.json` in its folder; none without that file.
 *
 * @throws InklingError `data/invalid` where the file is no such list, or not of these images.
 */
export async function loadDisputedLabels(folder: string, test: LabeledImages): Promise<DisputedLabel[]> {
  const path = join(folder, FILE);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw invalid(path, String(cause));
  });
  if (text === undefined) return [];
  const found = issuesSchema.safeParse(parsed(text));
  if (!found.success) {
    const [{ path: place, message }] = found.error.issues;
    throw invalid(path, `${place.join('.') || 'the whole'}: ${message}`);
  }
  return found.data.test_disputed.map(({ index, label, suggested, votes: { given, guessed, neither } }) => {
    if (test.labels[index] !== label) {
      throw invalid(path, `it says that image ${index} is a ${label}, ${test.name} says ${test.labels[index]}`);
    }
    // Where both are the same digit, each vote for it counts once.
    const votes = { label: given, suggested: suggested === label ? 0 : guessed, neither };
    return { index, label, suggested, votes };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(path: string, problem: string): InklingError {
  const wanted =
    'It must list the disputed labels of this test set: {test_disputed: [{index, label, suggested, votes}]}';
  return new InklingError('data/invalid', `${path} cannot be used (${problem}). ${wanted}. Mend it or take it away.`);
}

/** How the network sides with the voters, for people. */
export function disputeLines({ n, read, decided, agreed, rejected, rejectedByNetwork }: DisputedLabelScores): string[] {
  return [
    `disputed labels: of ${n} it reads ${read.label} as labelled, ${read.suggested} as suggested, ${read.neither} otherwise`,
    `  with the voters in ${agreed} of the ${decided} that they decide; they reject ${rejected} labels, it ${rejectedByNetwork} of those`,
  ];
}
