import type { LabeledImages } from 'inkling';
import { useThreads } from '../workers/useThreads.js';
import { fetchEmbedded } from './embedded.js';
import { KnownDigits } from './knownDigits.js';
import type { DigitsAnswers, NumberedReply, NumberedRequest } from './protocol.js';

let all: Promise<LabeledImages> | undefined;
/** Of the model that was asked last. */
let known: { readonly modelId: string; readonly digits: KnownDigits } | undefined;

async function answer({ home, model, modelId, request }: NumberedRequest): Promise<DigitsAnswers[keyof DigitsAnswers]> {
  all ??= fetchEmbedded(home).catch((cause: unknown) => {
    // Whoever asks again gets another try.
    all = undefined;
    throw cause;
  });
  const images = await all;
  if (known?.modelId !== modelId) known = { modelId, digits: new KnownDigits(images, model) };
  if (request.kind === 'answers') return known.digits.answers(request.which);
  return known.digits.nearest(request.pixels, request.classes, request.most);
}

function reply(message: NumberedReply): void {
  postMessage(message);
}

useThreads();
addEventListener('message', ({ data }: MessageEvent<NumberedRequest>) => {
  const { number } = data;
  answer(data).then(
    (value) => reply({ number, value }),
    (cause: unknown) => reply({ number, problem: cause instanceof Error ? cause.message : String(cause) }),
  );
});
