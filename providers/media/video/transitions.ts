import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { FRAME } from './format';
import { cyclic } from './random';

/** Draws a whole picture, once a frame; its caption may be fainter than the rest. */
export type DrawPicture = (pen: SKRSContext2D, captionOpacity?: number) => void;

/** Passes from one picture to the next. `progress` runs from 0 to 1. */
type Transition = (
  pen: SKRSContext2D,
  from: DrawPicture,
  to: DrawPicture,
  progress: number,
  accent: string,
) => void;

const { width: W, height: H } = FRAME;

const layer = createCanvas(W, H);

/** One caption goes before the other comes: two on top of each other cannot be read. */
const crossfade: Transition = (pen, from, to, progress) => {
  from(pen, Math.max(0, 1 - 2.5 * progress));
  // By a layer of its own: what is drawn piece by piece would show through itself.
  to(layer.getContext('2d'), Math.max(0, 2.5 * progress - 1.5));
  pen.globalAlpha = progress;
  pen.drawImage(layer, 0, 0);
  pen.globalAlpha = 1;
};

/** A slanted edge, with a bright seam, sweeps over the picture. */
const wipe: Transition = (pen, from, to, progress, accent) => {
  from(pen);
  const [slant, seam] = [220, 10];
  const edge = (W + slant + seam) * progress;
  pen.save();
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(edge, 0);
  pen.lineTo(edge - slant, H);
  pen.lineTo(0, H);
  pen.clip();
  to(pen);
  pen.restore();
  pen.beginPath();
  pen.moveTo(edge - seam, 0);
  pen.lineTo(edge, 0);
  pen.lineTo(edge - slant, H);
  pen.lineTo(edge - slant - seam, H);
  pen.fillStyle = accent;
  pen.fill();
};

/** The next picture pushes the last one out to the left. */
const push: Transition = (pen, from, to, progress) => {
  shifted(pen, -W * progress, from);
  shifted(pen, W * (1 - progress), to);
};

/** The next picture opens as a circle from the middle. */
const iris: Transition = (pen, from, to, progress) => {
  from(pen);
  pen.save();
  pen.beginPath();
  pen.arc(W / 2, H / 2, (Math.hypot(W, H) / 2) * progress, 0, 2 * Math.PI);
  pen.clip();
  to(pen);
  pen.restore();
};

function shifted(pen: SKRSContext2D, x: number, draw: DrawPicture): void {
  pen.save();
  pen.beginPath();
  pen.rect(Math.max(0, x), 0, W - Math.abs(x), H);
  pen.clip();
  pen.translate(x, 0);
  draw(pen);
  pen.restore();
}

const TRANSITIONS: readonly [Transition, ...Transition[]] = [crossfade, wipe, push, iris];

/** The length of the transition into a scene, in frames: a good half second, less where a scene is short. */
export function transitionFrames(frames: number): number {
  return Math.min(Math.round(0.6 * FRAME.rate), Math.floor(frames / 3));
}

/** The transition into the scene `index`, `frame` of `frames` in. */
export function drawTransition(
  pen: SKRSContext2D,
  pictures: { from: DrawPicture; to: DrawPicture },
  at: { index: number; frame: number; frames: number },
  accent: string,
): void {
  const linear = (at.frame + 1) / (at.frames + 1);
  const eased = linear * linear * (3 - 2 * linear);
  cyclic(TRANSITIONS, at.index)(pen, pictures.from, pictures.to, eased, accent);
}
