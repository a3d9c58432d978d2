/** 28×28 images one behind the other, `[n × 784]`, as the network takes them. */
export function stackImages(images: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const stack = new Uint8Array(784 * images.length);
  images.forEach((pixels, i) => {
    stack.set(pixels, 784 * i);
  });
  return stack;
}
