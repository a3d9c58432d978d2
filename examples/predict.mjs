// Reads the digit in a picture and draws what the network saw beside how sure it is.
// Run it with: node examples/predict.mjs PICTURE MODEL.h5

import { readFile } from 'node:fs/promises';
import { basename, parse } from 'node:path';
import { figureEnvironment, readPixels, svgToPng, writeFileAtomic } from '@inkling/node';
import { readPicture } from 'inkling';
import { predictionFigure } from 'inkling/figures';
import { loadKerasH5 } from 'inkling/formats';

const [picture = 'examples/pictures/seven-photo.jpg', file = 'out/mnist_model.h5'] = process.argv.slice(2);

const pixels = await readPixels(await readFile(picture));
const model = await loadKerasH5(await readFile(file));
const { reading, normalized } = await readPicture(model, pixels);
console.log(reading.sentence);
for (const { name, sentence } of normalized.stages) console.log(`  ${name}: ${sentence}`);

const [digit] = reading.digits;
const figure = predictionFigure(
  {
    picture: pixels,
    box: digit.box,
    pixels28: normalized.pixels,
    softmax: digit.softmax,
    verdict: reading.verdict,
    sentence: reading.sentence,
    warnings: reading.warnings,
    fileName: basename(picture),
    modelName: basename(file),
  },
  figureEnvironment(),
);
const place = `out/${parse(picture).name}-inkling.png`;
await writeFileAtomic(place, svgToPng(figure));
console.log(`figure: ${place}`);
