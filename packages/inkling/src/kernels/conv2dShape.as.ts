/**
 * A two-dimensional convolution of x [inHeight, inWidth, inChannels] with a kernel [kernelHeight, kernelWidth,
 * inChannels, filters] to y [outHeight, outWidth, filters]: y(oy, ox, f) = Σ x(oy·strideY − padTop + ky,
 * ox·strideX − padLeft + kx, c) · kernel(ky, kx, c, f). Outside of x everything is zero. `writeConv2DShape` in
 * shapes.ts writes these records: the same fields in the same order.
 */
@unmanaged
export class Conv2DShape {
  inHeight: usize;
  inWidth: usize;
  inChannels: usize;
  outHeight: usize;
  outWidth: usize;
  filters: usize;
  kernelHeight: usize;
  kernelWidth: usize;
  strideY: usize;
  strideX: usize;
  padTop: usize;
  padLeft: usize;

  /** Elements of one sample of x. */
  get inSize(): usize {
    return this.inHeight * this.inWidth * this.inChannels;
  }

  /** Elements of one sample of y. */
  get outSize(): usize {
    return this.outHeight * this.outWidth * this.filters;
  }

  /** Elements of a row of the kernel, kernelWidth·inChannels: a run of neighbours in x. A patch is kernelHeight runs. */
  get run(): usize {
    return this.kernelWidth * this.inChannels;
  }

  /** Elements of one filter. */
  get patch(): usize {
    return this.kernelHeight * this.kernelWidth * this.inChannels;
  }

  /** Rows and columns that the kernel touches, from the first patch to the last. */
  get spanHeight(): usize {
    return (this.outHeight - 1) * this.strideY + this.kernelHeight;
  }

  get spanWidth(): usize {
    return (this.outWidth - 1) * this.strideX + this.kernelWidth;
  }

  /** Whether a patch reaches beyond x, so that x is first copied into a frame of zeros. */
  get padded(): bool {
    return this.padTop !== 0 || this.padLeft !== 0 || this.spanHeight > this.inHeight || this.spanWidth > this.inWidth;
  }

  /** Elements of a row of x, or of its padded copy. */
  get rowSize(): usize {
    return (this.padded ? this.spanWidth : this.inWidth) * this.inChannels;
  }

  /** Elements of x, or of its padded copy. */
  get frameSize(): usize {
    return this.padded ? this.spanHeight * this.rowSize : this.inSize;
  }

  /** Bytes from a row of x, or of its padded copy, to the next: from one run of a patch to the next. */
  get rowStep(): usize {
    return this.rowSize * 4;
  }

  /** Bytes from a patch to the one on its right. */
  get patchStep(): usize {
    return this.strideX * this.inChannels * 4;
  }

  /** Bytes from a patch to the one below. */
  get patchRowStep(): usize {
    return this.strideY * this.rowSize * 4;
  }
}
