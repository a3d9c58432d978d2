/**
 * A label that people dispute: another one was suggested, and some voted.
 *
 * @example
 * const disputed: DisputedLabel = { index: 2130, label: 4, suggested: 9, votes: { label: 1, suggested: 4, neither: 0 } };
 */
export interface DisputedLabel {
  /** Place of the image in its data. */
  readonly index: number;
  /** 0..9, what the data say. */
  readonly label: number;
  /** 0..9, what somebody holds against it. */
  readonly suggested: number;
  /** How many found which right. */
  readonly votes: Readonly<Record<DisputedSide, number>>;
}

/**
 * What one can hold of a disputed label.
 *
 * @example
 * const side: DisputedSide = 'neither';
 */
export type DisputedSide = 'label' | 'suggested' | 'neither';

/**
 * How a network takes sides.
 *
 * @example
 * const { decided, agreed }: DisputedLabelScores = scoreDisputedLabels([], []); // 0 and 0
 */
export interface DisputedLabelScores {
  readonly n: number;
  /** How often the network reads the label, the suggested digit, or another one. */
  readonly read: Readonly<Record<DisputedSide, number>>;
  /** Labels of which more voters hold one thing than any other. */
  readonly decided: number;
  /** Of these, where the network holds the same. */
  readonly agreed: number;
  /** Of the decided, where the voters do not find the label right … */
  readonly rejected: number;
  /** … and of those, where the network does not either. */
  readonly rejectedByNetwork: number;
}

/**
 * How a network sides with those who voted on disputed labels.
 *
 * @param digits What it read in each image of the data, by place.
 *
 * @example
 * const votes = { label: 1, suggested: 4, neither: 0 };
 * scoreDisputedLabels([{ index: 0, label: 4, suggested: 9, votes }], [9]).agreed; // 1
 */
export function scoreDisputedLabels(
  disputed: readonly DisputedLabel[],
  digits: readonly number[],
): DisputedLabelScores {
  const read = { label: 0, suggested: 0, neither: 0 };
  const scores = { decided: 0, agreed: 0, rejected: 0, rejectedByNetwork: 0 };
  for (const one of disputed) {
    const own = sideOf(one, digits[one.index]);
    read[own]++;
    const voters = votersSide(one);
    if (voters === undefined) continue;
    scores.decided++;
    if (own === voters) scores.agreed++;
    if (voters === 'label') continue;
    scores.rejected++;
    if (own !== 'label') scores.rejectedByNetwork++;
  }
  return { n: disputed.length, read, ...scores };
}

/**
 * The side of who reads this digit in the image.
 *
 * @example
 * const votes = { label: 1, suggested: 4, neither: 0 };
 * sideOf({ index: 0, label: 4, suggested: 9, votes }, 8); // 'neither'
 */
export function sideOf({ label, suggested }: DisputedLabel, digit: number): DisputedSide {
  if (digit === label) return 'label';
  return digit === suggested ? 'suggested' : 'neither';
}

/**
 * What most of the voters hold; `undefined` where two sides have as many.
 *
 * @example
 * votersSide({ index: 0, label: 4, suggested: 9, votes: { label: 1, suggested: 4, neither: 0 } }); // 'suggested'
 */
export function votersSide({ votes }: DisputedLabel): DisputedSide | undefined {
  const sides: readonly DisputedSide[] = ['label', 'suggested', 'neither'];
  const most = Math.max(...sides.map((side) => votes[side]));
  const winners = sides.filter((side) => votes[side] === most);
  return winners.length === 1 ? winners[0] : undefined;
}
