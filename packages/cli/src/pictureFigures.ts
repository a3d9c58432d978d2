import { figureEnvironment } from '@inkling/node';
import { answersByStage, type EvaluateOptions, isRight, percent, readPicture, type Sequential } from 'inkling';
import { confusionFigure, type StageGalleryItem, stageGallery } from 'inkling/figures';
import type { EvaluatedPicture, PictureEvaluation } from './pictureEvaluation.js';

/** Failures in the gallery. */
const shown = 24;

/** Draws the confusion matrix and the failures with every stage of their way: SVG by name. */
export async function pictureFigures(
  model: Sequential,
  { evaluation, rows }: PictureEvaluation,
  { name, answers }: { name: string; answers: EvaluateOptions },
): Promise<Record<string, string>> {
  const environment = figureEnvironment();
  const failures = rows.filter((row) => row.label !== undefined && !isRight(row)).sort(surestFirst);
  const items: StageGalleryItem[] = [];
  for (const row of failures.slice(0, shown)) items.push(await galleryItem(model, row, answers));
  return {
    confusion: confusionFigure(evaluation.confusion, environment),
    failures: stageGallery(items, environment, {
      title: failures.length === 0 ? 'All were read rightly' : 'Read wrongly, stage by stage',
      subtitle: `${name}: ${failures.length} of ${evaluation.n} pictures, the surest first${failures.length > shown ? `, ${shown} of them shown` : ''}`,
    }),
  };
}

function surestFirst(a: EvaluatedPicture, b: EvaluatedPicture): number {
  return b.reading.confidence - a.reading.confidence;
}

async function galleryItem(
  model: Sequential,
  { picture, reading, label }: EvaluatedPicture,
  options: EvaluateOptions,
): Promise<StageGalleryItem> {
  const pixels = await picture.decode();
  const { normalized } = await readPicture(model, pixels, options);
  const answers = await answersByStage(model, normalized.stages);
  return {
    caption: `${label} read as ${reading.text || 'nothing'}, ${percent(reading.confidence)}`,
    note: [picture.name, ...reading.warnings].join('; '),
    picture: pixels,
    stages: normalized.stages.map((stage, i) => ({ ...stage, answer: answers[i] })),
  };
}
