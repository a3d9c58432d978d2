/** A 28×28 (0 ground .. 255 ink) as a picture of 28 × 28 px, as readPicture takes it. */
export function digitPicture(pixels28) {
  const data = new Uint8ClampedArray(4 * 784).fill(255);
  for (let i = 0; i < 784; i++) data.fill(pixels28[i], 4 * i, 4 * i + 3);
  return { width: 28, height: 28, data };
}
