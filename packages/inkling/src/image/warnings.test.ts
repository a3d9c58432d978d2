import { expect, it } from 'vitest';
import type { Component } from './components.js';
import { warningsAbout } from './warnings.js';

const piece = (border: Partial<Component['border']>): Component => ({
  label: 1,
  x: 0,
  y: 0,
  width: 9,
  height: 9,
  area: 30,
  ink: 20,
  border: { left: 0, top: 0, right: 0, bottom: 0, ...border },
});
const fine = { strength: 0.7, noise: 0.01, pieces: [piece({})], rival: false, longSide: 200 };

it('says nothing about a clear digit', () => {
  expect(warningsAbout(fine)).toEqual([]);
});

it.each([
  ['hardly any contrast', { strength: 0.08 }],
  ['hardly any contrast to its ground', { strength: 0.2, noise: 0.1 }],
  ['clipped at the left edge', { pieces: [piece({}), piece({ left: 3 })] }],
  ['clipped at the bottom edge', { pieces: [piece({ bottom: 1 })] }],
  ['two separate shapes: the more prominent one was read', { rival: true }],
  ['very small: 7 px', { longSide: 7 }],
])('warns: %s', (warning, circumstances) => {
  expect(warningsAbout({ ...fine, ...circumstances })).toEqual([warning]);
});

it('does not call strong ink faint for the scene around it', () => {
  expect(warningsAbout({ ...fine, noise: 0.2 })).toEqual([]);
});

it('does not call a tight crop clipped', () => {
  expect(warningsAbout({ ...fine, pieces: [piece({ top: 4, bottom: 2, left: 5, right: 1 })] })).toEqual([]);
});
