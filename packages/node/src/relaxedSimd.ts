import { setFlagsFromString } from 'node:v8';

// Node 20 and 21 have the fused multiply-add of relaxed SIMD, which doubles the speed of the kernels, but only behind this
// flag, and it counts only before the kernels are compiled. From Node 22 on it is always there.
if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
