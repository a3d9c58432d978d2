import { idxImages } from 'inkling';
import { fetchEmbedded } from '../digits/embedded.js';
import { messageOf } from '../shell/messageOf.js';
import { useThreads } from '../workers/useThreads.js';
import type { Report, Request } from './protocol.js';
import { PageTraining } from './trainer.js';

let training: PageTraining | undefined;

function report(message: Report): void {
  postMessage(message);
}

async function start({ settings, home, drawing }: Extract<Request, { kind: 'start' }>): Promise<void> {
  const { data } = settings;
  const all = data === 'embedded' ? await fetchEmbedded(home) : idxImages(data.images, data.labels, data.name);
  training = new PageTraining(settings, all, report, drawing);
  training.begin(useThreads());
  await training.run();
}

async function answer(request: Request): Promise<void> {
  if (request.kind === 'start') await start(request);
  else if (request.kind === 'pause') training?.pause();
  else if (request.kind === 'stop') await training?.stop();
  else if (request.kind === 'go-on') await training?.run();
  else await training?.reread(request.drawing);
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answer(data).catch((cause: unknown) => {
    report({ kind: 'failed', message: messageOf(cause) });
  });
});
