/** Longer ones are cut. */
const maximumLength = 80;

/** A value as JSON for a sentence: whatever a file holds there, however deep or long. */
export function shown(value: unknown): string {
  const text = json(value);
  return text.length > maximumLength ? `${text.slice(0, maximumLength - 1)}…` : text;
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // JSON.parse reads any depth, JSON.stringify does not write it.
    return 'nested too deep to show';
  }
}
