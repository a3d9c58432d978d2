import { type ConfidenceStatistics, coveragePercent, thousands, thresholdAt } from 'inkling';

/** What `calibrate --json` says of statistics. */
export function statisticsJson(statistics: ConfidenceStatistics): object {
  const { coverage, images, threshold, score } = thresholdAt(statistics);
  const { calibration, detector } = statistics;
  const detectorFacts = {
    featureLayers: detector.layers,
    directions: detector.units.length,
  };
  const byClass = thresholdAt(statistics, { classConditional: true });
  const classConditional = { coverage: byClass.coverage, threshold: byClass.threshold };
  const sets = { score, coverage, threshold, classConditional };
  return { validation: images, calibration, sets, isDigit: detectorFacts };
}

/** The same for people. */
export function tellStatistics(print: (line: string) => void, statistics: ConfidenceStatistics): void {
  const { coverage, images, score } = thresholdAt(statistics);
  const { calibration } = statistics;
  const how =
    calibration.kind === 'temperature' ? `temperature ${calibration.temperature.toFixed(3)}` : 'a scale for each digit';
  print(`probabilities: ${how}, fitted on ${thousands(images)} digits`);
  const each = thresholdAt(statistics, { classConditional: true }).coverage;
  print(
    `prediction sets: ${score}, holding the truth in ${coveragePercent(coverage)}; of each digit by itself in up to ${coveragePercent(each)}`,
  );
  print('no digits: refused below the score that one real digit in a hundred gets');
}
