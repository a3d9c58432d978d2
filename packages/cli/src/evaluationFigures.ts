import { type FigureFiles, figureEnvironment, svgToPng } from '@inkling/node';
import { edgeCases, hardestImages, type ImageEvaluation, type LabeledImages, margin, percent, ranking } from 'inkling';
import {
  confusionFigure,
  digitGallery,
  type GalleryItem,
  reliabilityDiagram,
  riskCoverageCurve,
} from 'inkling/figures';

/** Images in a gallery. */
const shown = 32;

/** Draws the confusion matrix, the hardest images, the edge cases, and how far to trust the answers; returns the paths written. */
export async function writeEvaluationFigures(
  files: FigureFiles,
  evaluation: ImageEvaluation,
  data: LabeledImages,
): Promise<string[]> {
  const environment = figureEnvironment();
  const item = (index: number, note: string): GalleryItem => ({
    pixels28: data.images.subarray(index * 784, (index + 1) * 784),
    softmax: evaluation.softmax[index],
    label: data.labels[index],
    note: `image ${index}, ${note}`,
  });
  const hardest = hardestImages(evaluation, data, shown).map((index) => {
    const truth = data.labels[index];
    return item(index, `${truth}: ${percent(evaluation.softmax[index][truth])}`);
  });
  const edges = edgeCases(evaluation, shown).map((index) =>
    item(index, `margin ${percent(margin(evaluation.softmax[index]))}`),
  );
  const winners = evaluation.softmax.map((softmax) => ranking(softmax)[0]);
  const confidences = evaluation.softmax.map((softmax, i) => softmax[winners[i]]);
  const correct = winners.map((winner, i) => winner === data.labels[i]);
  const figures = {
    confusion: confusionFigure(evaluation.confusion, environment),
    hardest: digitGallery(hardest, environment, {
      title: 'The hardest images',
      subtitle: `${data.name}: those whose own digit the network finds least probable, worst first`,
    }),
    'edge-cases': digitGallery(edges, environment, {
      title: 'Between two digits',
      subtitle: `${data.name}: the smallest margin between the two most probable digits first`,
    }),
    reliability: reliabilityDiagram(confidences, correct, environment),
    'risk-coverage': riskCoverageCurve(confidences, correct, environment),
  };
  const paths: string[] = [];
  for (const [name, svg] of Object.entries(figures)) paths.push(await files.write(name, svgToPng(svg), 'png'));
  return paths;
}
