// The words of `npm run bench`.

/** A kernel's time, its rate and the share of the processor's peak; more than all of it where an algorithm spares work. */
export function kernelRow({ kernel, about, microseconds, gflops }, peak) {
  const rate = gflops
    ? `${gflops.toFixed(1).padStart(8)} GFLOPS ${((gflops / peak) * 100).toFixed(0).padStart(4)} %`
    : '';
  return `  ${`${kernel} ${about}`.padEnd(62)}${microseconds.toFixed(2).padStart(8)} µs/sample${rate}`;
}

export const say = {
  machine: ({ processor, node, build, threads }, peak) =>
    `${processor}, Node ${node}, ${build} build, ${threads} threads, peak of a core ${peak.toFixed(1)} GFLOPS`,

  whole: (whole) =>
    [
      `  training, one thread       ${perSecond(whole.samplesPerSecondOneThread)} samples/s`,
      `  training, all threads      ${perSecond(whole.samplesPerSecond)} samples/s, ${whole.speedUp.toFixed(2)} times one thread`,
      `  epochs of 60,000           ${whole.epochsPerSecond.toFixed(3).padStart(8)} a second`,
      `  prediction, batches        ${perSecond(whole.predictionsPerSecond)} images/s`,
      `  prediction, one image      ${whole.singleMicroseconds.toFixed(1).padStart(8)} µs`,
    ].join('\n'),

  sizes: ({ byBatch, bySamples }) =>
    [
      '\nan epoch of classic, µs a sample, all threads',
      `  batches of  ${byBatch.map(({ batchSize, microseconds }) => `${batchSize}: ${microseconds.toFixed(0)}`).join('  ')}`,
      `  samples     ${bySamples.map(({ samples, microseconds }) => `${samples.toLocaleString('en')}: ${microseconds.toFixed(0)}`).join('  ')}`,
    ].join('\n'),

  processes: ({ startUpSeconds, trainingSeconds, trainingPeakMB }) =>
    [
      '\nprocesses',
      `  inkling --version          ${(startUpSeconds * 1000).toFixed(0).padStart(8)} ms`,
      `  inkling train --epochs 1   ${trainingSeconds.toFixed(2).padStart(8)} s, at most ${trainingPeakMB ?? '?'} MB`,
    ].join('\n'),
};

function perSecond(value) {
  return Math.round(value).toLocaleString('en').padStart(8);
}
