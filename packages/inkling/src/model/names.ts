/** Keras's default name for a layer: its class in snake case, and a number from the second on (`conv2d`, `conv2d_1`). */
export function defaultLayerName(className: string, taken: ReadonlySet<string>): string {
  const base = snakeCase(className);
  for (let i = 0; ; i++) {
    const name = i === 0 ? base : `${base}_${i}`;
    if (!taken.has(name)) return name;
  }
}

/** As Keras makes names of classes: `conv2d`, `rm_sprop`. */
export function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
