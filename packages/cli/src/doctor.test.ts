import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { inkling } from './cli.fixture.js';

describe('inkling doctor', () => {
  it('says as JSON what the machine offers and which kernels are used', async () => {
    const { code, stdout, stderr } = await inkling(['doctor', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      processor: expect.any(String),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      simd: true,
      relaxedSimd: true,
      sharedMemory: true,
      cores: availableParallelism(),
      threads: availableParallelism(),
      build: 'relaxed',
      memory: { totalMB: expect.any(Number), freeMB: expect.any(Number) },
    });
  });

  it('says so in words', async () => {
    const { code, stdout } = await inkling(['doctor']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^relaxed SIMD +yes/m);
    expect(stdout).toMatch(/^kernels +the relaxed build$/m);
    expect(stdout).toContain(`${availableParallelism()} of ${availableParallelism()} cores`);
  });
});
