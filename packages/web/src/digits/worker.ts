import type { LabeledImages } from 'inkling';
import { messageOf } from '../shell/messageOf.js';
import { useThreads } from '../workers/useThreads.js';
import { fetchEmbedded } from './embedded.js';
import { EmbeddedDigits } from './embeddedDigits.js';
import type { DigitsAnswers, ModelCopy, NumberedReply, NumberedRequest } from './protocol.js';

let all: Promise<LabeledImages> | undefined;
/** The model that was given last, and the digits as it sees them. */
let model: ModelCopy | undefined;
let known: { readonly model: ModelCopy; readonly digits: EmbeddedDigits } | undefined;

async function answer({ home, model: given, request }: NumberedRequest): Promise<DigitsAnswers[keyof DigitsAnswers]> {
  model = given ?? model;
  const asked = model;
  if (!asked) throw new Error('The digits were asked about before there was a model.');
  all ??= fetchEmbedded(home).catch((cause: unknown) => {
    // Whoever asks again gets another try.
    all = undefined;
    throw cause;
  });
  const images = await all;
  if (known?.model !== asked) known = { model: asked, digits: new EmbeddedDigits(images, asked, home) };
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
    (cause: unknown) => reply({ number, problem: messageOf(cause) }),
  );
});
