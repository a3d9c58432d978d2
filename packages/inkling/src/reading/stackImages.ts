/** Images of one size one behind the other, `[n × size]`, as a network takes them. */
export function stackImages(images: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = images[0]?.length ?? 0;
  const stack = new Uint8Array(size * images.length);
  images.forEach((pixels, i) => {
    stack.set(pixels, size * i);
  });
  return stack;
}
