import { BUNDLED, type NamedModel } from '../model/modelInUse.svelte.js';
import type { DigitsAnswers, DigitsRequest, NumberedReply, NumberedRequest } from './protocol.js';

type Settle = {
  readonly resolve: (value: DigitsAnswers[keyof DigitsAnswers]) => void;
  readonly reject: (cause: Error) => void;
};

let worker: Worker | undefined;
let last = 0;
/** The model that the worker was given last: it is sent once. */
let sent: NamedModel['model'] | undefined;
const waiting = new Map<number, Settle>();

/** Asks the worker that knows the embedded digits; it is started, and fetches them, when it is first asked. */
export function askDigits<K extends DigitsRequest['kind']>(
  { id, model }: NamedModel,
  request: Extract<DigitsRequest, { kind: K }>,
): Promise<DigitsAnswers[K]> {
  worker ??= start();
  const number = ++last;
  const message: NumberedRequest = {
    number,
    home: new URL('.', location.href).href,
    request,
    ...(model !== sent && {
      model: { isBundled: id === BUNDLED, config: model.getConfig(), weights: model.getWeights() },
    }),
  };
  worker.postMessage(message);
  sent = model;
  return new Promise((resolve, reject) => {
    // The worker answers a request with what belongs to its kind.
    waiting.set(number, { resolve: (value) => resolve(value as DigitsAnswers[K]), reject });
  });
}

function start(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<NumberedReply>) => {
    const settle = waiting.get(data.number);
    waiting.delete(data.number);
    if ('problem' in data) settle?.reject(new Error(data.problem));
    else settle?.resolve(data.value);
  };
  started.onerror = ({ message }) =>
    giveUp(new Error(message || 'The part of the page that knows MNIST’s digits could not be loaded.'));
  return started;
}

/** A worker that broke answers nobody; whoever asks again gets another one. */
function giveUp(cause: Error): void {
  worker?.terminate();
  worker = undefined;
  sent = undefined;
  for (const { reject } of waiting.values()) reject(cause);
  waiting.clear();
}
