import type { GrayPicture, Pixels } from 'inkling';

/** A grey picture as a canvas takes it. */
export function rgbaOf({
  width,
  height,
  data,
}: GrayPicture): Pixels & { readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const rgba = new Uint8ClampedArray(4 * data.length);
  for (let i = 0, j = 0; i < data.length; i++, j += 4) {
    rgba[j] = data[i];
    rgba[j + 1] = data[i];
    rgba[j + 2] = data[i];
    rgba[j + 3] = 255;
  }
  return { width, height, data: rgba };
}

/** `[784]` as a picture. */
export function digitPicture(data: Uint8Array): GrayPicture {
  return { width: 28, height: 28, data };
}
