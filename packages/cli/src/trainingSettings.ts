import { createHash } from 'node:crypto';
import { InklingError, type LabeledImages, type Sequential } from 'inkling';

/** All that decides the bits of a training, by the option that sets it; `null` where it was not given. */
export type TrainingSettings = Readonly<Record<string, string | number | null>>;

/** What is no option but must be the same all the same: digests. */
const digests = { images: 'the images or their labels', network: 'the network' } as const;

/** The settings with what is no option; a look at all data, taken when it is first needed. */
export function withDigests(options: TrainingSettings, data: LabeledImages, model: Sequential): () => TrainingSettings {
  let settings: TrainingSettings | undefined;
  return () => {
    settings ??= { ...options, ...digestsOf(data, model) };
    return settings;
  };
}

function digestsOf(data: LabeledImages, model: Sequential): Record<keyof typeof digests, string> {
  return {
    images: digest(data.images, data.labels),
    network: digest(new TextEncoder().encode(JSON.stringify(model.getConfig().layers))),
  };
}

/**
 * Refuses to go on with a training by other settings, since it would not end as it would have.
 *
 * @throws InklingError `resume/other-settings`
 */
export function checkSameSettings(path: string, began: TrainingSettings, now: TrainingSettings): void {
  const names = [...new Set([...Object.keys(began), ...Object.keys(now)])];
  const differences = names.filter((name) => (began[name] ?? null) !== (now[name] ?? null)).map(describe);
  if (differences.length === 0) return;
  throw new InklingError(
    'resume/other-settings',
    `The training in ${path} cannot go on: it must end as if it had never been stopped, but ${differences.join(', and ')}. Give the settings that it began with, or begin anew without --resume.`,
  );

  function describe(name: string): string {
    if (name in digests) return `${digests[name as keyof typeof digests]} changed since`;
    return `it began with --${name} ${show(began[name])}, and now is given ${show(now[name])}`;
  }
}

function show(value: string | number | null | undefined): string {
  return value === null || value === undefined ? 'left out' : String(value);
}

function digest(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
