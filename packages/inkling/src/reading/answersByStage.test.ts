import { expect, it } from 'vitest';
import { answersByStage } from './answersByStage.js';
import { image, linearModel } from './linearModel.fixture.js';

const stage = (name: string, picture: { width: number; height: number; data: Uint8Array }) => ({
  name,
  sentence: name,
  picture,
});
const of28 = (...bytes: number[]) => ({ width: 28, height: 28, data: image(...bytes) });

it('tells which stage changed the answer', async () => {
  const stages = [of28(0, 0, 9), of28(0, 0, 200, 100), of28(0, 0, 100, 200)].map((picture, i) =>
    stage(`${i}`, picture),
  );
  expect(await answersByStage(linearModel(50), stages)).toEqual([
    { digit: 2, changed: false },
    { digit: 2, changed: false },
    { digit: 3, changed: true },
  ]);
  expect(await answersByStage(linearModel(50), [])).toEqual([]);
});

it('shrinks the whole picture into 28×28, in the middle of the shorter side', async () => {
  // 56×56 px: the pixels of (3, 0) in 28×28 are the 2×2 px at (6, 0).
  const large = { width: 56, height: 56, data: new Uint8Array(56 * 56) };
  for (const i of [6, 7, 62, 63]) large.data[i] = 255;
  // 28×24 px: two rows of nothing above.
  const flat = { width: 28, height: 24, data: new Uint8Array(28 * 24).fill(255, 4, 5) };
  const answers = await answersByStage(linearModel(50), [stage('large', large), stage('flat', flat)]);
  expect(answers.map(({ digit }) => digit)).toEqual([3, 0]);
});
