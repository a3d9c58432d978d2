import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DisputedLabel, scoreDisputedLabels, sideOf, votersSide } from './disputedLabels.js';

const disputed = (index: number, votes: DisputedLabel['votes']): DisputedLabel => ({
  index,
  label: 4,
  suggested: 9,
  votes,
});
const votes = (label: number, suggested: number, neither: number) => ({ label, suggested, neither });

describe('scoreDisputedLabels', () => {
  it('counts a case of each kind', () => {
    const all = [
      disputed(3, votes(5, 0, 0)), // read 4: with the voters, who keep the label
      disputed(0, votes(1, 4, 0)), // read 9: with the voters, who reject it
      disputed(1, votes(0, 2, 3)), // read 9: against the voters, but rejects it too
      disputed(2, votes(2, 2, 1)), // read 7: nobody decides
      disputed(4, votes(0, 5, 0)), // read 4: against the voters
    ];
    expect(scoreDisputedLabels(all, [9, 9, 7, 4, 4])).toEqual({
      n: 5,
      read: { label: 2, suggested: 2, neither: 1 },
      decided: 4,
      agreed: 2,
      rejected: 3,
      rejectedByNetwork: 2,
    });
  });

  it('agrees everywhere with who reads what the voters hold', () => {
    const vote = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(vote, vote, vote), { maxLength: 20 }), (cast) => {
        const all = cast.map(([label, suggested, neither], i) => disputed(i, votes(label, suggested, neither)));
        const digits = all.map((one) => ({ label: 4, suggested: 9, neither: 0 })[votersSide(one) ?? 'label']);
        const { decided, agreed, rejected, rejectedByNetwork, read, n } = scoreDisputedLabels(all, digits);
        expect([agreed, rejectedByNetwork]).toEqual([decided, rejected]);
        expect(read.label + read.suggested + read.neither).toBe(n);
      }),
    );
  });
});

it('tells sides', () => {
  const one = disputed(0, votes(0, 0, 0));
  expect([4, 9, 0].map((digit) => sideOf(one, digit))).toEqual(['label', 'suggested', 'neither']);
  expect(votersSide(one)).toBeUndefined();
});
