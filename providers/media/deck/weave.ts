import { ACCENTS, type Accent } from './theme';

/** A filled rectangle of the motif, in inches. */
export interface Strand {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly colour: Accent;
  /** 0 to 100. */
  readonly transparency: number;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  /** From the middle of one strand to the next. */
  readonly pitch: number;
}

/** A strand's width as a part of the pitch. */
const WIDTH = 0.66;

/**
 * The motif of a loom: strands that pass over and under one another. Each strand is drawn from crossing to
 * crossing, so that one seems to pass under another although all of them are flat. It fades towards the left.
 */
export function weave(area: Area): Strand[] {
  const { x, y, columns, rows, pitch } = area;
  const width = pitch * WIDTH;
  const inset = (pitch - width) / 2;
  const strands: Strand[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const left = x + column * pitch;
      const top = y + row * pitch;
      const across = (row + column) % 2 === 0;
      const transparency = Math.round(86 - 72 * ((column + 1) / columns) ** 1.6);
      const weft = ACCENTS[row % 2 === 0 ? 0 : 4] ?? 'accent1';
      const warp = ACCENTS[column % 2 === 0 ? 1 : 2] ?? 'accent2';
      const strand = across
        ? { x: left - inset, y: top + inset, w: pitch + 2 * inset, h: width, colour: weft }
        : { x: left + inset, y: top - inset, w: width, h: pitch + 2 * inset, colour: warp };
      strands.push({ ...clipped(strand, area), transparency });
    }
  }
  return strands;
}

/** The part of a strand inside the area: a shape that hangs over the slide's edge shows in a thumbnail. */
function clipped<T extends { x: number; y: number; w: number; h: number }>(strand: T, area: Area): T {
  const x = Math.max(strand.x, area.x);
  const y = Math.max(strand.y, area.y);
  const right = Math.min(strand.x + strand.w, area.x + area.columns * area.pitch);
  const bottom = Math.min(strand.y + strand.h, area.y + area.rows * area.pitch);
  return { ...strand, x, y, w: right - x, h: bottom - y };
}
