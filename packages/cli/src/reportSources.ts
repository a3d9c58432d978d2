import { join } from 'node:path';
import { type EdgeCaseMeasure, thousands } from 'inkling';
import type { Evaluated } from './evaluated.js';

/** What was asked of `inkling evaluate`, as far as numbers and figures depend on it. */
interface Asked {
  readonly model: string;
  readonly data?: string;
  readonly split?: string;
  readonly pictures?: string;
  readonly where?: readonly string[];
  readonly notDigits?: readonly string[];
  readonly coverage?: number;
  readonly classConditional?: boolean;
  readonly rank?: EdgeCaseMeasure;
}

/** Of each part of a report the command that makes it again, and the data behind it. */
export interface ReportSources {
  /** The command that made the page, as typed. */
  readonly page: string;
  readonly model: string;
  readonly evaluation: string;
  readonly notDigits: string;
  readonly disputed: string;
  /** By the figure's name. */
  readonly figure: (name: string) => string;
}

export function reportSources(asked: Asked, { name, things, evaluation }: Evaluated): ReportSources {
  const { model, data, split, pictures, where = [], notDigits = [], coverage, classConditional, rank } = asked;
  const evaluate = ['evaluate', '--model', model];
  if (data !== undefined) evaluate.push('--data', data);
  if (split !== undefined) evaluate.push('--split', split);
  if (pictures !== undefined) evaluate.push('--pictures', pictures);
  if (where.length > 0) evaluate.push('--where', ...where);
  if (coverage !== undefined) evaluate.push('--coverage', String(coverage));
  if (classConditional) evaluate.push('--class-conditional');
  const evaluated = `${name}, ${thousands(evaluation.n)} ${things}`;
  const ranked = rank === undefined ? [] : ['--rank', rank];
  const disputed = data === undefined ? name : join(data, 'label-issues.json');
  const dataOf = (figure: string) => (figure === 'disputed' ? `${disputed}, ${name}` : evaluated);
  return {
    page: commandLine(process.argv.slice(2)),
    model: source(model === 'bundled' ? ['summary'] : ['summary', model], `the model ${model}`),
    evaluation: source([...evaluate, '--json'], evaluated),
    notDigits: source([...evaluate, '--not-digits', ...notDigits, '--json'], `${notDigits.join(', ')}; ${evaluated}`),
    disputed: source([...evaluate, '--json'], `${disputed}, ${name}`),
    figure: (figure) =>
      source([...evaluate, ...(figure === 'edge-cases' ? ranked : []), '--out', 'figures'], dataOf(figure)),
  };
}

function source(args: readonly string[], data: string): string {
  return `${commandLine(args)} (data: ${data})`;
}

/** As it may be typed. */
function commandLine(args: readonly string[]): string {
  return [
    'inkling',
    ...args.map((arg) => (/^[\w./=:@%+,-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)),
  ].join(' ');
}
