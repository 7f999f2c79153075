import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Palette } from './palettes';

/** Draws a figure over a gradient of the palette, `width` by `height` pixels; `random` makes each one different. */
export type Motif = (pen: SKRSContext2D, palette: Palette, random: () => number) => void;

/** The drawing's size: larger than the picture, which moves over it. */
export const BACKDROP = { width: 1536, height: 864 } as const;

const { width: W, height: H } = BACKDROP;

/** A light that fades out to nothing. */
function glow(
  pen: SKRSContext2D,
  x: number,
  y: number,
  radius: number,
  colour: string,
  strength: number,
): void {
  const light = pen.createRadialGradient(x, y, 0, x, y, radius);
  light.addColorStop(0, withAlpha(colour, strength));
  light.addColorStop(1, withAlpha(colour, 0));
  pen.fillStyle = light;
  pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}

/** @param hex `#rrggbb` @param alpha 0–1 */
export function withAlpha(hex: string, alpha: number): string {
  return (
    hex +
    Math.round(alpha * 255)
      .toString(16)
      .padStart(2, '0')
  );
}

const orbs: Motif = (pen, { light, accent }, random) => {
  for (let i = 0; i < 5; i += 1) glow(pen, random() * W, random() * H, 260 + random() * 320, light, 0.3);
  for (let i = 0; i < 16; i += 1) {
    pen.fillStyle = withAlpha(accent, 0.05 + random() * 0.1);
    pen.beginPath();
    pen.arc(random() * W, random() * H, 14 + random() * 95, 0, 2 * Math.PI);
    pen.fill();
  }
};

/** Threads that run over the whole width and cross one another. */
const threads: Motif = (pen, { light, accent }, random) => {
  glow(pen, W * 0.75, H * 0.2, 620, light, 0.35);
  for (let i = 0; i < 11; i += 1) {
    const y = H * (0.05 + 0.09 * i);
    const bend = H * (0.25 + random() * 0.3) * (i % 2 === 0 ? 1 : -1);
    pen.strokeStyle = withAlpha(i % 3 === 0 ? accent : light, 0.08 + random() * 0.16);
    pen.lineWidth = 10 + random() * 46;
    pen.beginPath();
    pen.moveTo(-60, y);
    pen.bezierCurveTo(W * 0.33, y + bend, W * 0.66, y - bend, W + 60, H * random());
    pen.stroke();
  }
};

/** Hills one behind another under a low sun. */
const hills: Motif = (pen, { ground, light, accent }, random) => {
  const sun = W * (0.25 + random() * 0.5);
  glow(pen, sun, H * 0.42, 560, light, 0.55);
  pen.fillStyle = withAlpha(accent, 0.85);
  pen.beginPath();
  pen.arc(sun, H * 0.36, 78, 0, 2 * Math.PI);
  pen.fill();
  for (let layer = 0; layer < 5; layer += 1) {
    const [base, height, shift] = [H * (0.5 + 0.11 * layer), 34 + random() * 46, random() * 7];
    pen.fillStyle = withAlpha(ground[layer < 2 ? 1 : 0], 0.5 + 0.1 * layer);
    pen.beginPath();
    pen.moveTo(0, H);
    for (let x = 0; x <= W; x += 16) {
      pen.lineTo(x, base + height * (Math.sin(x / 210 + shift) + 0.45 * Math.sin(x / 83 + 2 * shift)));
    }
    pen.lineTo(W, H);
    pen.fill();
  }
};

const rings: Motif = (pen, { light, accent }, random) => {
  const [x, y] = [W * (random() < 0.5 ? 0.14 : 0.86), H * (0.2 + random() * 0.6)];
  glow(pen, x, y, 700, light, 0.45);
  for (let i = 1; i <= 14; i += 1) {
    pen.strokeStyle = withAlpha(accent, 0.3 * (1 - i / 15));
    pen.lineWidth = i % 4 === 0 ? 14 : 2.5;
    pen.beginPath();
    pen.arc(x, y, i * 72, 0, 2 * Math.PI);
    pen.stroke();
  }
};

/** A woven cloth, seen at an angle. */
const cloth: Motif = (pen, { light, accent }, random) => {
  glow(pen, W * random(), H * 0.3, 680, light, 0.35);
  pen.save();
  pen.translate(W / 2, H / 2);
  pen.rotate(-Math.PI / 6);
  const [pitch, band] = [118, 80];
  for (let row = -9; row <= 9; row += 1) {
    for (let column = -9; column <= 9; column += 1) {
      const across = (row + column) % 2 === 0;
      pen.fillStyle = withAlpha(across ? light : accent, 0.035 + random() * 0.12);
      const [long, inset] = [pitch + (pitch - band), (pitch - band) / 2];
      const [w, h] = across ? [long, band] : [band, long];
      pen.fillRect(column * pitch + (across ? -inset : inset), row * pitch + (across ? inset : -inset), w, h);
    }
  }
  pen.restore();
};

/** Facets of light, as on cut glass. */
const facets: Motif = (pen, { light, accent }, random) => {
  glow(pen, W * 0.7, H * 0.25, 720, light, 0.3);
  const [columns, rows] = [8, 5];
  const corner = Array.from({ length: (columns + 1) * (rows + 1) }, (_, i) => [
    ((i % (columns + 1)) / columns) * W * 1.1 - W * 0.05 + (random() - 0.5) * 120,
    (Math.floor(i / (columns + 1)) / rows) * H * 1.1 - H * 0.05 + (random() - 0.5) * 110,
  ]);
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const at = cell + Math.floor(cell / columns);
    for (const triangle of [
      [at, at + 1, at + columns + 1],
      [at + 1, at + columns + 1, at + columns + 2],
    ]) {
      pen.fillStyle = withAlpha(random() < 0.5 ? light : accent, random() ** 2 * 0.26);
      pen.beginPath();
      for (const index of triangle) pen.lineTo(...(corner[index] as [number, number]));
      pen.fill();
    }
  }
};

export const MOTIFS: readonly [Motif, ...Motif[]] = [threads, orbs, cloth, hills, facets, rings];
