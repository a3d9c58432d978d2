import type { Random } from '../../random.js';
import { blur } from '../augment/blur.js';
import { happens } from '../augment/chance.js';
import type { Picture } from '../augment/picture.js';
import { sine } from '../augment/sine.js';

/** Clouds, grain, stripes and checks. */
export function drawTexture(picture: Picture, random: Random): void {
  if (happens(random, 0.35)) drawWaves(picture, random);
  else drawClouds(picture, random);
}

function drawWaves(picture: Picture, random: Random): void {
  const waves = [0, 1].map(() => [random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2), random.uniform()] as const);
  const both = happens(random, 0.5);
  const hard = happens(random, 0.5);
  for (let y = 0; y < 28; y++) {
    for (let x = 0; x < 28; x++) {
      const [first, second] = waves.map(([u, v, at]) => sine(Math.PI * (2 * fraction(u * x + v * y + at) - 1)));
      const value = both ? first * second : first;
      picture[28 * y + x] = hard ? (value > 0.2 ? 1 : 0) : Math.max(0, value);
    }
  }
}

function fraction(value: number): number {
  return value - Math.floor(value);
}

function drawClouds(picture: Picture, random: Random): void {
  for (let i = 0; i < picture.length; i++) picture[i] = random.uniform();
  const rounds = random.integer(14);
  for (let round = 0; round < rounds; round++) blur(picture, 1 / 3);
  let [low, high] = [1, 0];
  for (const value of picture) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const hard = happens(random, 0.5);
  const limit = random.uniform(0.4, 0.75);
  for (let i = 0; i < picture.length; i++) {
    const value = (picture[i] - low) / (high - low);
    picture[i] = hard ? (value > limit ? 1 : 0) : value;
  }
}
