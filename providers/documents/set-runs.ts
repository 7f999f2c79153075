import { createCanvas } from '@napi-rs/canvas';
import { drawablePart, FONT } from '../media/fonts';
import { wrapLines } from '../media/text/wrap';
import type { Run } from './blocks';

/** How text is set. */
export interface Type {
  /** In points. */
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
}

/** A stretch of one style in a line, in points from the line's left. */
interface Piece {
  readonly text: string;
  readonly left: number;
  readonly width: number;
  readonly font: string;
  readonly colour: string;
  readonly run: Run;
}

export type Line = readonly Piece[];

const LINK = '#2457c5';
const measuring = createCanvas(1, 1).getContext('2d');

/** Breaks runs into lines that are no wider than `width` points. */
export function setRuns(runs: readonly Run[], type: Type, width: number): Line[] {
  return linesOfRuns(runs).flatMap((line) => setLine(line, type, width));
}

/** Where the text itself begins a new line. */
function linesOfRuns(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    drawablePart(run.text)
      .split('\n')
      .forEach((text, n) => {
        if (n > 0) lines.push([]);
        if (text !== '') lines.at(-1)?.push({ ...run, text });
      });
  }
  return lines;
}

function setLine(runs: readonly Run[], type: Type, width: number): Line[] {
  const whole = runs.map(({ text }) => text).join('');
  const measure = (text: string) => widthOf(fontOf({ text: '' }, type), text);
  // Bold is hardly wider than regular: the few points stand in the margin.
  const lines = wrapLines(whole, width, measure);
  const rest: Rest = { runs, at: 0, text: runs[0]?.text ?? '' };
  return lines.map((line) => piecesOf(line, rest, type));
}

/** What is left of runs: the text of the one at `at`, and those behind it. */
interface Rest {
  readonly runs: readonly Run[];
  at: number;
  text: string;
}

function toNextRun(rest: Rest): void {
  rest.at += 1;
  rest.text = rest.runs[rest.at]?.text ?? '';
}

/** Takes a line's characters out of the runs again; white space between lines is left behind. */
function piecesOf(line: string, rest: Rest, type: Type): Line {
  const pieces: Piece[] = [];
  let [open, left] = [line, 0];
  rest.text = rest.text.trimStart();
  while (rest.text === '' && rest.at < rest.runs.length) {
    toNextRun(rest);
    rest.text = rest.text.trimStart();
  }
  for (let run = rest.runs[rest.at]; open !== '' && run; run = rest.runs[rest.at]) {
    const taken = open.slice(0, rest.text.length);
    if (taken !== '') {
      const font = fontOf(run, type);
      const pieceWidth = widthOf(font, taken);
      const colour = run.href === undefined ? type.colour : LINK;
      pieces.push({ text: taken, left, width: pieceWidth, font, colour, run });
      left += pieceWidth;
      open = open.slice(taken.length);
      rest.text = rest.text.slice(taken.length);
    }
    if (rest.text === '') toNextRun(rest);
  }
  return pieces;
}

function fontOf({ bold, italic }: Run, type: Type): string {
  const weight = bold || type.bold ? FONT.bold : FONT.regular;
  return `${italic ? 'italic ' : ''}${type.size}px "${weight}"`;
}

/** Widths of short texts, which come again and again, by font and text. */
const widths = new Map<string, number>();
const MOST_WIDTHS = 20_000;
const SHORT = 3;

function widthOf(font: string, text: string): number {
  if (text.length > SHORT) return measured(font, text);
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size >= MOST_WIDTHS) widths.clear();
  const width = measured(font, text);
  widths.set(key, width);
  return width;
}

function measured(font: string, text: string): number {
  measuring.font = font;
  return measuring.measureText(text).width;
}
