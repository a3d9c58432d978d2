import { describe, expect, it } from 'vitest';
import { type Color, DIGITS, draw } from './drawing.fixture.js';
import { clearestChannel } from './inkChannel.js';
import { shrink } from './shrink.js';
import { layOnGround } from './transparency.js';

const channelOf = (ink: Color, paper: Color) =>
  clearestChannel(
    layOnGround(
      shrink(draw({ width: 80, height: 80, strokes: DIGITS.four, x: 20, y: 20, size: 40, pen: 5, ink, paper }), 480),
    ),
  );

describe('clearestChannel', () => {
  it('takes the lightness of a gray picture', () => {
    expect(channelOf([20, 20, 20], [240, 240, 240]).sentence).toContain('is gray');
  });

  it('takes the lightness of blue ink on white', () => {
    expect(channelOf([20, 30, 150], [250, 250, 245]).sentence).toContain('the lightness taken');
  });

  it('takes the colour of ink that is as light as its paper', () => {
    const { channel, sentence } = channelOf([240, 200, 60], [150, 215, 240]);
    expect(sentence).toContain('the main colour taken');
    const range = Math.max(...channel.data) - Math.min(...channel.data);
    expect(range).toBeGreaterThan(0.3);
    expect(Math.min(...channel.data)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...channel.data)).toBeLessThanOrEqual(1);
  });
});
