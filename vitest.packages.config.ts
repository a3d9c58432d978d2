import { defineConfig } from 'vitest/config';

/** `npm run check:packages`: what needs the registry, and so is no part of `npm test`. */
export default defineConfig({
  test: {
    reporters: ['default', './scripts/count-reporter.mjs'],
    include: ['tests/packages/*.check.ts'],
  },
});
