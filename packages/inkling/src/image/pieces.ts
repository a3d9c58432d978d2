import { type Component, findComponents, type Labeling } from './components.js';
import { distanceTo } from './distance.js';
import { isFrame } from './frames.js';
import { createMask, type Mask, type Plane } from './plane.js';

export interface Chosen {
  /** The pixels of the digit. */
  readonly mask: Mask;
  /** The pixels of all that was left out. */
  readonly others: Mask;
  /** All pieces of ink, chosen or not. */
  readonly labeling: Labeling;
  /** The pieces of the digit, the main one first; none if there is no ink. */
  readonly pieces: readonly Component[];
  /** Whether something as prominent as a digit was left out. */
  readonly rival: boolean;
  /** Whether the main piece is a line along all four sides of a rectangle. */
  readonly isFrame: boolean;
  readonly sentence: string;
}

/** Pictures up to this size hold one digit of few pixels: every pixel next to it is part of it, and what lies farther off a part that has come off. */
const SMALL = 40;
/** What is left out warns if it is at least half as prominent as the digit. */
const RIVAL = 0.5;
/** A frame is the digit only where there is hardly anything else. */
const FRAME = 0.05;

/**
 * Chooses which pieces of ink are the digit: the most prominent one, and what belongs to it (the bar of a 5, a
 * broken stroke). Specks, frames, ruled lines, shadows at the edge and neighbours stay out.
 */
export function choosePieces(mask: Mask, ink: Plane): Chosen {
  const labeling = findComponents(mask, ink);
  const ranked = labeling.components
    .map((piece) => ({ piece, score: prominence(piece, mask) * (frames(piece, labeling) ? FRAME : 1) }))
    .sort((a, b) => b.score - a.score || a.piece.label - b.piece.label);
  if (ranked.length === 0) {
    const nothing = createMask(mask.width, mask.height);
    return {
      mask: nothing,
      others: nothing,
      labeling,
      pieces: [],
      rival: false,
      isFrame: false,
      sentence: 'there is no ink',
    };
  }
  const pieces = gather(ranked[0].piece, labeling);
  const isPart = new Uint8Array(labeling.components.length + 1);
  for (const { label } of pieces) isPart[label] = 1;
  const rest = ranked.filter(({ piece }) => !isPart[piece.label]);
  const digit = createMask(mask.width, mask.height);
  const others = createMask(mask.width, mask.height);
  for (let i = 0; i < labeling.labels.length; i++) {
    const label = labeling.labels[i];
    if (label) (isPart[label] ? digit : others).data[i] = 1;
  }
  return {
    mask: digit,
    others,
    labeling,
    pieces,
    isFrame: isFrame(ranked[0].piece, labeling),
    rival: rest.some(({ score }) => score > RIVAL * ranked[0].score),
    sentence: `the digit is ${count(pieces.length, 'piece')} of ink; ${count(rest.length, 'other piece')} left out`,
  };
}

/** Takes every piece for a part of the digit, where the choice is switched off. */
export function allPieces(mask: Mask, ink: Plane): Chosen {
  const labeling = findComponents(mask, ink);
  return {
    mask,
    others: createMask(mask.width, mask.height),
    labeling,
    pieces: labeling.components,
    rival: false,
    isFrame: false,
    sentence: 'switched off: all ink taken for the digit',
  };
}

/** Whether a piece is a frame and has something of a digit's size within. */
function frames(piece: Component, labeling: Labeling): boolean {
  const isWithin = (other: Component) =>
    other !== piece &&
    other.height > 0.2 * piece.height &&
    other.x > piece.x &&
    other.y > piece.y &&
    other.x + other.width < piece.x + piece.width &&
    other.y + other.height < piece.y + piece.height;
  return labeling.components.some(isWithin) && isFrame(piece, labeling);
}

function count(n: number, thing: string): string {
  return `${n === 0 ? 'no' : n} ${thing}${n === 1 ? '' : 's'}`;
}

/** How much a piece looks like the digit meant: much ink, large, in the middle, clear of the edges, no long bar. */
function prominence(piece: Component, { width, height }: Mask): number {
  const u = ((piece.x + piece.width / 2) / width - 0.5) / 0.45;
  const v = ((piece.y + piece.height / 2) / height - 0.5) / 0.45;
  const offCentre = 0.6 * (u * u + v * v);
  const size = Math.max(piece.height, 0.6 * piece.width);
  let score = Math.sqrt(piece.ink * size) / (1 + offCentre + (offCentre * offCentre) / 2);
  const contact = borderContact(piece, { width, height });
  if (contact > 0) score *= (sidesTouched(piece) < 2 ? 0.55 : 0.3) / (1 + 4 * contact + 8 * contact * contact);
  if (piece.width > 6 * piece.height) score *= 0.3;
  if (piece.height > 12 * piece.width && piece.height > 0.8 * height) score *= 0.3;
  if (piece.width > 0.97 * width && piece.height > 0.97 * height) score *= 0.4;
  return score;
}

/** The share of the picture's sides along which a piece lies; a frame has 4. */
function borderContact({ border }: Component, { width, height }: { width: number; height: number }): number {
  return (border.top + border.bottom) / width + (border.left + border.right) / height;
}

function sidesTouched({ border }: Component): number {
  return [border.left, border.top, border.right, border.bottom].filter((pixels) => pixels > 0).length;
}

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The main piece and, again and again, what belongs to those gathered so far. */
function gather(main: Component, labeling: Labeling): Component[] {
  const { width, height, labels, components } = labeling;
  const gathered = [main];
  let rest = components.filter((piece) => piece !== main && !isSpeck(piece, main, labeling));
  const mask = createMask(width, height);
  const nearest = new Float32Array(components.length + 1);
  let box: Box = { x0: main.x, y0: main.y, x1: main.x + main.width, y1: main.y + main.height };
  let grew = true;
  while (grew && rest.length > 0) {
    const isPart = new Uint8Array(components.length + 1);
    for (const { label } of gathered) isPart[label] = 1;
    for (let i = 0; i < labels.length; i++) mask.data[i] = isPart[labels[i]];
    const distances = distanceTo(mask);
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < labels.length; i++) if (distances[i] < nearest[labels[i]]) nearest[labels[i]] = distances[i];
    grew = false;
    const apart: Component[] = [];
    for (const piece of rest) {
      if (!belongs(piece, nearest[piece.label], main, box, labeling)) {
        apart.push(piece);
        continue;
      }
      grew = true;
      gathered.push(piece);
      box = {
        x0: Math.min(box.x0, piece.x),
        y0: Math.min(box.y0, piece.y),
        x1: Math.max(box.x1, piece.x + piece.width),
        y1: Math.max(box.y1, piece.y + piece.height),
      };
    }
    rest = apart;
  }
  return gathered;
}

/** Dust, grain and JPEG's mosquitoes: next to nothing beside the main piece. */
function isSpeck(piece: Component, main: Component, picture: Labeling): boolean {
  return !isSmall(picture) && piece.area < Math.max(3, 0.004 * main.area);
}

/** Whether a picture is of few pixels. */
export function isSmall({ width, height }: { width: number; height: number }): boolean {
  return Math.max(width, height) <= SMALL;
}

/** Whether a piece belongs to the digit whose main piece and box so far are given, `distance` px away from it. */
function belongs(piece: Component, distance: number, main: Component, box: Box, picture: Labeling): boolean {
  const small = isSmall(picture);
  const long = Math.max(main.width, main.height);
  const reach = Math.max(long, box.x1 - box.x0, box.y1 - box.y0);
  const contact = borderContact(piece, picture);
  const strength = piece.ink / piece.area / (main.ink / main.area);

  if (small && piece.area < 3 && distance >= 2.3) return false;
  if (piece.width > 1.3 * long || piece.height > 1.3 * long) return false;
  if (contact > 0 && borderContact(main, picture) === 0 && !(contact < 0.15 && distance < 0.08 * long)) return false;
  const beside = piece.x >= box.x1 || piece.x + piece.width <= box.x0;
  if (beside && piece.height > 0.6 * main.height) return distance < 0.06 * long && piece.area < 0.5 * main.area;

  const large = Math.max(piece.width, piece.height) > 0.12 * long || piece.area > 0.05 * main.area;
  if (large && distance <= 0.22 * reach && strength > 0.45) return true;
  if (small && large && contact === 0 && distance <= reach && strength > 0.6) return true;
  const overlap = Math.min(box.x1, piece.x + piece.width) - Math.max(box.x0, piece.x);
  const above = overlap > 0.3 * Math.min(box.x1 - box.x0, piece.width);
  if (above && contact === 0 && piece.area > 0.15 * main.area && piece.width < 1.3 * reach)
    return distance <= 0.4 * reach && strength > 0.55;
  return small && distance < 2.3 && contact === 0 && strength > 0.4;
}
