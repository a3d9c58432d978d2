import { basename } from 'node:path';
import { coveragePercent, type SplitRecord, sharePercent, thousands, thresholdAt } from 'inkling';
import { type ReportSection, reportPage } from 'inkling/figures';
import { abstentions } from './abstention.js';
import type { Evaluated } from './evaluated.js';
import type { LoadedModel } from './models.js';
import type { NotDigitsScores } from './notDigits.js';
import { precisePercent } from './numbers.js';
import type { ReportSources } from './reportSources.js';
import { trainingsOf, weightsSha256 } from './trainingRecord.js';

interface Input extends Evaluated {
  /** SVG by name. */
  readonly figures: Readonly<Record<string, string>>;
  readonly scores: readonly NotDigitsScores[];
  readonly modelName: string;
  readonly loaded: LoadedModel;
  readonly sources: ReportSources;
}

/** What each figure shows. */
const HEADINGS: Readonly<Record<string, string>> = {
  confusion: 'Which digit was read as which',
  confused: 'The pairs that are confused most',
  disputed: 'Disputed labels',
  hardest: 'The hardest images',
  'edge-cases': 'Edge cases',
  reliability: 'How sure, and how often right',
  'risk-coverage': 'What refusing saves',
  failures: 'Read wrongly, stage by stage',
};

/** An evaluation as one HTML page: numbers, what is no digit, what a person would read, every figure. */
export function evaluationReport(input: Input): string {
  const { name, things, evaluation, sources, modelName } = input;
  const figures = Object.entries(input.figures).map(([key, svg]) => ({
    heading: HEADINGS[key] ?? key,
    svg,
    source: sources.figure(key),
  }));
  const tables = [model, numbers, sets, setsOfEach, notDigits, abstention, disputed].map((part) => part(input));
  return reportPage({
    title: `How ${modelName} reads ${name}`,
    lead: `${thousands(evaluation.n)} ${things}; made by ${sources.page}`,
    sections: [...tables.flatMap((table) => table ?? []), ...figures],
  });
}

/** What its file says of it. */
function model({ modelName, sources, loaded: { model: network, record, statistics } }: Input): ReportSection {
  const trainings = trainingsOf(record);
  const conformal = statistics && thresholdAt(statistics);
  return {
    heading: 'The model',
    source: sources.model,
    table: {
      head: ['', modelName],
      rows: [
        ['layers', network.layers.map(({ className }) => className).join(', ')],
        ['parameters', thousands(network.countParams())],
        ['trained on', trainings.map(trainedOn).join('; ') || 'its file does not say'],
        [
          'statistics',
          conformal
            ? `fitted on ${thousands(conformal.images)} images, for sets up to ${coveragePercent(conformal.coverage)}`
            : 'none: uncalibrated',
        ],
        ['SHA-256 of the weights', weightsSha256(network)],
      ],
    },
  };
}

function trainedOn({ name, count, validation, seed }: SplitRecord): string {
  const others =
    validation === undefined ? 'those that validate and those held out' : `${thousands(validation)} that validate`;
  return `${name}: ${thousands(count)} images but ${others}, seed ${seed}`;
}

function numbers({ evaluation, loaded, sources }: Input): ReportSection {
  const { accuracy, interval, errors, ece, eceRaw, nll, nllRaw, brier, refused, sure, sureAccuracy } = evaluation;
  return {
    heading: 'Numbers',
    source: sources.evaluation,
    table: {
      head: ['', loaded.statistics ? 'calibrated' : 'as it answers', 'single pass'],
      rows: [
        ['right', share(accuracy), share(evaluation.accuracySinglePass)],
        ['95 % interval', interval.map(precisePercent).join(' to '), ''],
        ['wrong', thousands(errors), ''],
        ['calibration error', share(ece), share(eceRaw)],
        ['negative log-likelihood', score(nll), score(nllRaw)],
        ['Brier score', score(brier), ''],
        ['sure of', share(sure), ''],
        ['right where sure', share(sureAccuracy), ''],
        ['refused', share(refused), ''],
      ],
    },
  };
}

function sets({ evaluation, sources, loaded: { statistics } }: Input): ReportSection {
  const promised = (coverage: number, classConditional: boolean) =>
    statistics ? coveragePercent(thresholdAt(statistics, { coverage, classConditional }).coverage) : '–';
  return {
    heading: 'Prediction sets',
    source: sources.evaluation,
    words:
      'How often the set holds the truth, and how many digits it holds in the mean. Less is promised than was asked for where the images that calibrated the model are too few.',
    table: {
      head: ['asked for', 'promised', 'holds the truth', 'digits'],
      rows: evaluation.sets.map(({ target, coverage, meanSize, perClass }) => [
        coveragePercent(target),
        promised(target, perClass !== undefined),
        share(coverage),
        score(meanSize),
      ]),
    },
  };
}

/** Where they were asked to hold the truth of each digit by itself. */
function setsOfEach({ evaluation, sources }: Input): ReportSection | undefined {
  if (!evaluation.sets.every(({ perClass }) => perClass)) return undefined;
  return {
    heading: 'Prediction sets, each digit by itself',
    source: sources.evaluation,
    words: 'How often the sets of a digit hold it, by what was asked for.',
    table: {
      head: ['digit', ...evaluation.sets.map(({ target }) => coveragePercent(target))],
      rows: evaluation.confusion.map((_, digit) => [
        String(digit),
        ...evaluation.sets.map(({ perClass }) => share(perClass?.[digit] ?? null)),
      ]),
    },
  };
}

function notDigits({ scores, sources }: Input): ReportSection | undefined {
  if (scores.length === 0) return undefined;
  return {
    heading: 'What is no digit',
    source: sources.notDigits,
    words:
      'Pictures that are no digits: how many are refused, and the chance that a digit scores above such a picture.',
    table: {
      head: ['folder', 'pictures', 'refused', 'AUROC'],
      rows: scores.map(({ folder, n, refused, auroc }) => [
        basename(folder),
        thousands(n),
        precisePercent(refused),
        score(auroc),
      ]),
    },
  };
}

function abstention({ answers, sources }: Input): ReportSection | undefined {
  if (answers.length === 0) return undefined;
  return {
    heading: 'What a person would read',
    source: sources.evaluation,
    words: 'If a person reads the least sure answers, so many errors remain among the others.',
    table: {
      head: ['read by a person', 'of all', 'errors remain'],
      rows: abstentions(answers).map(({ read, share: part, errors }) => [
        thousands(read),
        sharePercent(part),
        thousands(errors),
      ]),
    },
  };
}

function disputed({ disputed: scores, sources }: Input): ReportSection | undefined {
  if (!scores) return undefined;
  const { n, read, decided, agreed, rejected, rejectedByNetwork } = scores;
  return {
    heading: 'How it sides with those who dispute labels',
    source: sources.disputed,
    words: `People suggested another digit for ${n} labels, and others voted.`,
    table: {
      head: ['', 'labels'],
      rows: [
        ['read as labelled', thousands(read.label)],
        ['read as suggested', thousands(read.suggested)],
        ['read as another digit', thousands(read.neither)],
        ['decided by the voters', thousands(decided)],
        ['of these, read as they hold', thousands(agreed)],
        ['rejected by the voters', thousands(rejected)],
        ['of these, by the network too', thousands(rejectedByNetwork)],
      ],
    },
  };
}

function share(value: number | null): string {
  return value === null ? '–' : precisePercent(value);
}

function score(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}
