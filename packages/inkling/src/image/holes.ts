import { createMask, type Mask } from './plane.js';

/** The ground that ink encloses: what cannot be reached from outside by steps up, down, left and right. */
export function holesIn({ width, height, data }: Mask): Mask {
  const holes = createMask(width, height);
  holes.data.set(data.map((isInk) => 1 - isInk));
  const open: number[] = [];
  const visit = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= width || y >= height || !holes.data[y * width + x]) return;
    holes.data[y * width + x] = 0;
    open.push(y * width + x);
  };
  for (let x = 0; x < width; x++) {
    visit(x, 0);
    visit(x, height - 1);
  }
  for (let y = 0; y < height; y++) {
    visit(0, y);
    visit(width - 1, y);
  }
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    visit(x - 1, y);
    visit(x + 1, y);
    visit(x, y - 1);
    visit(x, y + 1);
  }
  return holes;
}
