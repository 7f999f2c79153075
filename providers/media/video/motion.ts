import { FRAME } from './format';
import { BACKDROP } from './motifs';

/** Where the backdrop's drawing stands in the picture, in pixels, and how large, from a scene's start to its end. */
export interface Drift {
  readonly from: readonly [x: number, y: number, zoom: number];
  readonly to: readonly [x: number, y: number, zoom: number];
}

/** A small figure that floats over the picture. */
export interface Floater {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Pixels a second; nearer ones are larger and faster. */
  readonly speed: number;
  readonly kind: 'ring' | 'disc' | 'square';
}

/** A slow move over the backdrop, slower in short scenes, where it would be a rush. */
export function driftFor(frames: number, random: () => number): Drift {
  const reach = Math.min(1, frames / (8 * FRAME.rate));
  const [near, far] = [1, 1 - 0.1 * reach];
  const [from, to] = random() < 0.5 ? [near, far] : [far, near];
  const start: [number, number] = [random(), random()];
  const end = start.map((at) => at + (random() < 0.5 ? -1 : 1) * reach * 0.8);
  const place = ([x, y]: readonly number[], zoom: number): [number, number, number] => [
    -clamp(x) * (BACKDROP.width * zoom - FRAME.width),
    -clamp(y) * (BACKDROP.height * zoom - FRAME.height),
    zoom,
  ];
  return { from: place(start, from), to: place(end, to) };
}

function clamp(value: number | undefined): number {
  return Math.min(1, Math.max(0, value ?? 0));
}

/** Where the move is, kept at its end when the scene is over so that no edge shows. */
export function placeAt({ from, to }: Drift, progress: number): [number, number, number] {
  const at = Math.min(1, progress);
  const mix = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * at;
  return [mix(0), mix(1), mix(2)];
}

export function floaters(random: () => number): Floater[] {
  return Array.from({ length: 7 }, (_, index) => {
    const size = 18 + random() * 70;
    const kind = (['ring', 'disc', 'square'] as const)[index % 3] ?? 'ring';
    return {
      x: random() * FRAME.width,
      y: 60 + random() * (FRAME.height - 160),
      size,
      speed: 6 + size / 4,
      kind,
    };
  });
}
