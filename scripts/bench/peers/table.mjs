/** The medians as a Markdown table, and how much better ours is than each other. */
export function comparisonTable({ machine, rounds, names, results }) {
  const rows = results.map(({ what, unit, higherIsBetter, medians: { ours, ...others } }) => {
    const compared = Object.entries(others).map(([who, value]) => {
      const ratio = higherIsBetter ? ours / value : value / ours;
      return `${shortNames[who]} ${number(value)} (${ratio.toFixed(2)} ×)`;
    });
    return `| ${what} | ${number(ours)} ${unit} | ${compared.join('; ')} |`;
  });
  const { processor, threads, node } = machine;
  const versions = Object.values(names).slice(1, 4).join('; ');
  return [
    '| | Inkling | others (how much better Inkling is) |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `Medians of ${rounds} interleaved rounds of one run: ${processor}, ${threads} threads, Node ${node}; ${versions}.`,
  ].join('\n');
}

const shortNames = {
  keras: 'Keras/TensorFlow',
  torch: 'PyTorch',
  onnx: 'ONNX Runtime',
  tensorflow: '`import tensorflow`',
};

function number(value) {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
