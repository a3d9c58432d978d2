import { describe, expect, it } from 'vitest';
import { smallStatistics } from './statistics.fixture.js';
import { statisticsFromBytes, statisticsToBytes } from './statisticsBytes.js';

const bytes = () => statisticsToBytes(smallStatistics());

describe('statistics as bytes', () => {
  it('come back the same, also from the middle of a larger buffer and with a scale for each digit', () => {
    const statistics = {
      ...smallStatistics(),
      calibration: { kind: 'vector', scale: new Array(10).fill(1.5), bias: new Array(10).fill(-0.25) } as const,
    };
    const written = statisticsToBytes(statistics);
    const moved = new Uint8Array(written.length + 9);
    moved.set(written, 5);
    for (const source of [written, moved.subarray(5, 5 + written.length), Buffer.from(written)]) {
      expect(statisticsFromBytes(source)).toEqual(statistics);
    }
  });

  const inHeader = (from: string, to: string) => {
    const all = bytes();
    const text = new TextDecoder('latin1').decode(all);
    const at = text.indexOf(from);
    expect(at).toBeGreaterThan(0);
    expect(to).toHaveLength(from.length);
    all.set(new TextEncoder().encode(to), at);
    return all;
  };
  it.each([
    ['other bytes', () => new Uint8Array(40), /do not begin with inksure3/],
    ['too few bytes', () => bytes().subarray(0, 4), /do not begin with/],
    ['half of them', () => bytes().subarray(0, 60), /header cannot be read/],
    ['a cut end', () => bytes().subarray(0, -1), /arrays take \d+ bytes/],
    ['more than that', () => new Uint8Array([...bytes(), 0]), /arrays take \d+ bytes/],
    ['a negative temperature', () => inHeader('"temperature":0.5', '"temperature":-.5'), /header cannot be read/],
    ['too many images', () => inHeader('"truths":4', '"truths":5'), /arrays take/],
    ['an unknown score', () => inHeader('thresholded', 'thresholder'), /header cannot be read/],
  ])('refuses %s', (_, make, message) => {
    expect(() => statisticsFromBytes(make())).toThrow(
      expect.objectContaining({ code: 'model/unsupported', message: expect.stringMatching(message) }),
    );
  });

  it('refuses scores out of order, and vectors and scores for other classes', () => {
    const { conformal, ...rest } = smallStatistics();
    const disordered = {
      ...rest,
      conformal: { ...conformal, truths: Float64Array.of(0.2, 0.1), labels: Uint8Array.of(1, 7) },
    };
    expect(() => statisticsFromBytes(statisticsToBytes(disordered))).toThrow(/ascending order/);
    const three = { kind: 'vector', scale: [1, 1, 1], bias: [0, 0, 0] } as const;
    expect(() => statisticsFromBytes(statisticsToBytes({ ...smallStatistics(), calibration: three }))).toThrow(
      /each of ten digits/,
    );
    const eleventh = { ...rest, conformal: { ...conformal, labels: Uint8Array.of(1, 7, 10, 7) } };
    expect(() => statisticsFromBytes(statisticsToBytes(eleventh))).toThrow(/other classes than the ten digits/);
  });

  it('refuses NaN and infinity', () => {
    const { detector, ...rest } = smallStatistics();
    const broken = { ...rest, detector: { ...detector, scales: Float32Array.of(1, Number.NaN) } };
    expect(() => statisticsFromBytes(statisticsToBytes(broken))).toThrow(
      expect.objectContaining({ code: 'model/not-finite', message: expect.stringMatching(/scales/) }),
    );
  });
});
