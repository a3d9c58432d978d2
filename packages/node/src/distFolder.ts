import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * A folder of what `npm run build` made for this package. Found by the package's name, since the command line bundles these files
 * to another place.
 */
export function distFolder(name: string): string {
  return join(dirname(createRequire(import.meta.url).resolve('@inkling/node/package.json')), 'dist', name);
}
