import { estimatedWidth } from '../text/estimate';
import { wrapLines } from '../text/wrap';
import { LINE_PITCH } from './theme';

/** A box for text, its margins taken off. In inches. */
export interface TextBox {
  readonly width: number;
  readonly height: number;
}

export interface TextStyle {
  readonly bold?: boolean;
  /** Space after each paragraph, as a part of the font size. */
  readonly gap?: number;
}

/** The height in inches that paragraphs take at a size in points. */
export function textHeight(
  paragraphs: readonly string[],
  points: number,
  width: number,
  { bold = false, gap = 0 }: TextStyle = {},
): number {
  const measure = estimatedWidth(points, bold);
  const lines = paragraphs.reduce(
    (sum, text) => sum + Math.max(1, wrapLines(text, width, measure).length),
    0,
  );
  return ((lines * LINE_PITCH + (paragraphs.length - 1) * gap) * points) / 72;
}

/** The first of `sizes` (large to small, in points) at which the paragraphs fit the box; undefined when none does. */
export function fittingSize(
  paragraphs: readonly string[],
  box: TextBox,
  sizes: readonly number[],
  style: TextStyle = {},
): number | undefined {
  return sizes.find((points) => textHeight(paragraphs, points, box.width, style) <= box.height);
}

/** The text and the size that it is set in: cut with an ellipsis when it does not fit even at the smallest size. */
export function fitted(
  text: string,
  box: TextBox,
  sizes: readonly number[],
  style: TextStyle = {},
): { text: string; points: number } {
  const points = fittingSize([text], box, sizes, style);
  if (points !== undefined) return { text, points };
  const smallest = sizes.at(-1) ?? 12;
  const room = Math.max(1, Math.floor((box.height * 72) / (smallest * LINE_PITCH)));
  const lines = wrapLines(text, box.width - smallest / 72, estimatedWidth(smallest, style.bold));
  return { text: `${beginning(text, lines.slice(0, room))}…`, points: smallest };
}

/** The part of a text that its first lines hold, with the white space that breaking it into lines took away. */
function beginning(text: string, lines: readonly string[]): string {
  let end = 0;
  for (const line of lines) end = text.indexOf(line, end) + line.length;
  return text.slice(0, end);
}
