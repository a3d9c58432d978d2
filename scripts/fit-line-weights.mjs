// Fits what circumstances cost on the way through a line (`lineWeights` of reading/readLine.ts) to strings whose digits are known: a
// semi-Markov conditional random field, by likelihood and by how many are right. Only strings whose file's name has an even first byte of its SHA-256 are looked
// at, so that the others remain for judging it. Starts from the weights that there are. Prints the weights, and how many strings are right before and after.
//
//   node scripts/fit-line-weights.mjs FOLDER        pictures and labels.csv with columns file, digits, quality
//
// Needs `npm run build` first; takes some minutes.
import { createHash } from 'node:crypto';
import { preparePicture } from '../packages/inkling/dist/image/preparePicture.js';
import { readTextPage } from '../packages/inkling/dist/image/textPage.js';
import { Random } from '../packages/inkling/dist/random.js';
import { bestPath, logSum } from '../packages/inkling/dist/reading/bestPath.js';
import { costsOf, doubtOf, LEAST_PROBABILITY, lineWeights } from '../packages/inkling/dist/reading/readLine.js';
import { evidenceOfLine, segmentPage } from '../packages/inkling/dist/reading/readText.js';
import { mayShowSeveral } from '../packages/inkling/dist/reading/showsSeveral.js';
import { listLabeledPictures, loadBundled, useThreads } from '../packages/node/dist/index.js';

const STEPS = 800;
/** No string counts for more than this, in nats: some are beyond reading. */
const MOST = 8;
/** What a string that is read wrongly costs beyond its likelihood, in nats. */
const WRONG = 1;
/** Of a weight, or of this where it is smaller: how far a first step goes. */
const STEP = 0.15;
const SMALL = 0.15;

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node scripts/fit-line-weights.mjs FOLDER');
useThreads();
const { model } = await loadBundled();
const strings = await tunedHalf(folder);
const random = new Random(1);
let weights = lineWeights;
let score = scoreOf(weights);
console.log(`${strings.length} strings: ${describe(score)}`);
for (let n = 0; n < STEPS; n++) {
  const rival = structuredClone(weights);
  for (let change = random.integer(3); change >= 0; change--) nudge(rival, STEP * 0.75 ** Math.floor(n / 300));
  const tried = scoreOf(rival);
  if (tried.loss < score.loss) [weights, score] = [rival, tried];
}
console.log(`fitted: ${describe(score)}`);
console.log(
  JSON.stringify(weights, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value), 2),
);
process.exit(0);

function describe({ nats, right }) {
  return `${((100 * right) / strings.length).toFixed(1)} % right, ${nats.toFixed(3)} nats a string`;
}

/** The lines of each picture, with what the networks say of all their segments. */
async function tunedHalf(folder) {
  const found = [];
  for (const { label, columns, decode } of await listLabeledPictures(folder)) {
    if (columns.quality !== '0' || createHash('sha256').update(columns.file).digest()[0] % 2 !== 0) continue;
    const picture = await decode();
    const prepared = preparePicture(picture);
    const page = prepared.asItIs ? undefined : readTextPage(prepared);
    const lines = [];
    for (const line of page && mayShowSeveral(page) ? segmentPage(page) : []) {
      const evidence = await evidenceOfLine(model, picture, page, line);
      lines.push({ line, evidence: (from, to) => evidence.get(from, to) });
    }
    found.push({ lines, label: Array.from(label, Number) });
  }
  return found;
}

function scoreOf(tried) {
  let [nats, right] = [0, 0];
  for (const { lines, label } of strings) {
    const read = [];
    // What the first digits of the label cost, all ways to read them together.
    let costs = [0, ...label.map(() => Infinity)];
    let all = 0;
    for (const { line, evidence } of lines) {
      const steps = costsOf(line, evidence, tried);
      const path = bestPath(steps);
      read.push(...path.digits.map(([from, to]) => evidence(from, to).digit));
      const ways = waysThrough(steps, evidence, label, costs, tried);
      costs = ways.label;
      all += ways.all;
    }
    const isRight = read.join('') === label.join('');
    nats += Math.min(MOST, costs[label.length] - all);
    if (isRight) right++;
  }
  return { loss: (nats + WRONG * (strings.length - right)) / strings.length, nats: nats / strings.length, right };
}

/** Costs of all ways through a line, and of those that go on with the label, by how many of its digits are read behind it. */
function waysThrough({ segments, digit, split, skip }, evidence, label, before, { doubt }) {
  const all = [0];
  const costs = [before];
  for (let end = 1; end <= segments; end++) {
    const left = skip(end - 1);
    all[end] = all[end - 1] + left;
    costs[end] = costs[end - 1].map((cost) => cost + left);
    for (let from = 0; from < end; from++) {
      const own = digit(from, end) + (from > 0 ? split(from) : 0);
      if (own === Infinity) continue;
      const { believed, probability } = evidence(from, end);
      const each = believed.map(
        (p) => own + doubt * (doubtOf(p, LEAST_PROBABILITY) - doubtOf(probability, LEAST_PROBABILITY)),
      );
      for (const cost of each) all[end] = together(all[end], all[from] + cost);
      for (let n = 0; n < label.length; n++)
        costs[end][n + 1] = together(costs[end][n + 1], costs[from][n] + each[label[n]]);
    }
  }
  return { all: all[segments], label: costs[segments] };
}

/** What either of two ways costs. */
function together(a, b) {
  return -logSum(-a, -b);
}

/** Changes one of the weights, however deep it lies. */
function nudge(tree, step) {
  const names = Object.keys(tree);
  const name = names[random.integer(names.length)];
  if (typeof tree[name] === 'object') {
    nudge(tree[name], step);
    return;
  }
  const bell = random.uniform(-1, 1) + random.uniform(-1, 1);
  tree[name] += step * bell * Math.max(SMALL, Math.abs(tree[name]));
}
