import { expect, it } from 'vitest';
import { environment, expectGolden, strokePixels, textsOf } from './figures.fixture.js';
import { stageGallery } from './stageGallery.js';

const picture = { width: 2, height: 1, data: Uint8Array.from([255, 0, 0, 255, 255, 255, 255, 255]) };
const seen = { width: 28, height: 28, data: strokePixels() };
const stage = (name: string, digit: number, changed: boolean) => ({
  name,
  sentence: `what ${name} did, and why it did that`,
  picture: seen,
  answer: { digit, changed },
});

it('shows the picture and every stage, and marks those that changed the answer', () => {
  const stages = [stage('channel', 8, false), stage('polarity', 1, true), stage('place', 1, false)];
  const svg = stageGallery([{ caption: '4 read as 1, 71 %', note: 'a/4.png', picture, stages }], environment, {
    title: 'Read wrongly',
    subtitle: 'the surest first',
  });
  expectGolden('stageGallery', svg);
  const texts = textsOf(svg);
  for (const words of ['4 read as 1, 71 %', 'a/4.png', '2 × 1 px', 'polarity', 'now a 1', 'a 8', 'a 1'])
    expect(texts).toContain(words);
  expect(svg.match(/<image /g)).toHaveLength(4);
});

it('shows large pictures in no more pixels than can be seen', () => {
  const large = { width: 480, height: 300, data: new Uint8Array(480 * 300).fill(128) };
  const stages = [{ ...stage('channel', 1, false), picture: large }];
  const svg = stageGallery([{ caption: '', note: '', picture, stages }], environment, { title: 'large' });
  expect(svg.length).toBeLessThan(6_000);
});

it('has room for the longest name beside nothing: what changed the answer stands below it', () => {
  const stages = [stage('transparency', 8, true)];
  const svg = stageGallery([{ caption: '', note: '', picture, stages }], environment, { title: 'long' });
  const heightOf = (words: string) => Number(svg.match(new RegExp(`<text[^>]* y="([\\d.]+)"[^>]*>${words}<`))?.[1]);
  expect(heightOf('now a 8') - heightOf('transparency')).toBeGreaterThanOrEqual(16);
});
