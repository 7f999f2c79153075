import { FONT, registerFonts } from '../media/fonts';
import type { Block, Run } from './blocks';
import { PAGE, PdfPages } from './pdf-page';
import { setRuns, type Line, type Type } from './set-runs';

const INK = '#1d2433';
const GREY = '#5b6475';
const WASH = '#f3f5f9';
const RULE = '#c9cfdb';
const BODY: Type = { size: 11, colour: INK };
const WIDTH = PAGE.width - 2 * PAGE.side;
const HEADINGS = [
  { type: { size: 23, colour: '#1f2a44', bold: true }, before: 0, after: 14 },
  { type: { size: 15.5, colour: '#1f2a44', bold: true }, before: 18, after: 6 },
  { type: { size: 13, colour: '#1f2a44', bold: true }, before: 12, after: 4 },
  { type: { size: 11.5, colour: '#1f2a44', bold: true }, before: 10, after: 4 },
] as const;

/** Where a block stands on the page, and what is drawn behind each of its lines. */
interface Place {
  readonly left: number;
  readonly width: number;
  /** Of a line, in sizes of its type. */
  readonly pitch: number;
  readonly behind?: (pages: PdfPages, top: number, height: number) => void;
}

const COLUMN: Place = { left: PAGE.side, width: WIDTH, pitch: 1.75 };

/**
 * An article as a PDF on A4, with its fonts in it, and links that can be followed. What is drawn is Skia's work
 * (`@napi-rs/canvas`), and lines are broken as Chinese and Latin texts want it. Text that is copied out of it has
 * compatibility characters for some Han (⾼ for 高), which share a glyph in the font: NFKC makes them the same.
 */
export function writePdf(title: string, blocks: readonly Block[]): Buffer {
  registerFonts();
  const pages = new PdfPages(title);
  for (const block of blocks) WRITERS[block.type](pages, block as never);
  return pages.end();
}

const WRITERS: {
  readonly [T in Block['type']]: (pages: PdfPages, block: Extract<Block, { type: T }>) => void;
} = {
  heading(pages, { level, runs }) {
    const { type, before, after } = HEADINGS[level - 1] ?? HEADINGS[3];
    pages.space(before);
    const lines = setRuns(runs, type, WIDTH);
    // A heading does not stay alone at the foot of a page.
    pages.need(lines.length * type.size * 1.4 + after + 3 * BODY.size * COLUMN.pitch);
    drawLines(pages, lines, type, { ...COLUMN, pitch: 1.4 });
    pages.space(after);
  },

  paragraph(pages, { runs }) {
    drawLines(pages, setRuns(runs, BODY, WIDTH), BODY, COLUMN);
    pages.space(7);
  },

  quote(pages, { runs }) {
    const type = { size: 10.5, colour: GREY };
    const inside = { left: PAGE.side + 16, width: WIDTH - 30, pitch: 1.75, behind: drawQuote };
    pages.space(2);
    drawLines(pages, setRuns(runs, type, inside.width), type, inside);
    pages.space(11);
  },

  item(pages, { depth, number, runs }) {
    const left = PAGE.side + 20 + 18 * depth;
    const place = { ...COLUMN, left, width: PAGE.width - PAGE.side - left };
    const lines = setRuns(runs, BODY, place.width);
    pages.need(BODY.size * COLUMN.pitch);
    drawMark(pages, number, left);
    drawLines(pages, lines.length > 0 ? lines : [[]], BODY, place);
    pages.space(3);
  },

  code(pages, { lines }) {
    const type = { size: 9, colour: INK };
    const inside = { left: PAGE.side + 12, width: WIDTH - 24, pitch: 1.6, behind: drawWash };
    for (const line of lines) {
      const set = setRuns([{ text: line }], type, inside.width);
      drawLines(pages, set.length > 0 ? set : [[]], type, inside);
    }
    pages.space(10);
  },

  table(pages, { rows }) {
    for (const [n, cells] of rows.entries()) drawRow(pages, cells, n === 0);
    pages.space(10);
  },

  rule(pages) {
    pages.need(20);
    line(pages, PAGE.side, PAGE.width - PAGE.side, pages.y + 8);
    pages.space(18);
  },
};

function drawLines(pages: PdfPages, lines: readonly Line[], type: Type, place: Place): void {
  const height = type.size * place.pitch;
  for (const pieces of lines) {
    pages.need(height);
    place.behind?.(pages, pages.y, height);
    drawLine(pages, pieces, place.left, pages.y + height * 0.5 + type.size * 0.36);
    pages.y += height;
  }
}

function drawLine({ pen }: PdfPages, pieces: Line, left: number, baseline: number): void {
  for (const { text, left: at, width, font, colour, run } of pieces) {
    pen.font = font;
    pen.fillStyle = colour;
    const size = Number.parseFloat(font.replace('italic ', ''));
    if (run.code) {
      pen.fillStyle = '#eceff5';
      pen.fillRect(left + at, baseline - size, width, size * 1.3);
      pen.fillStyle = colour;
    }
    pen.fillText(text, left + at, baseline);
    if (run.strike) pen.fillRect(left + at, baseline - size * 0.34, width, 0.7);
    if (run.href === undefined) continue;
    pen.fillRect(left + at, baseline + 2, width, 0.6);
    pen.annotateLinkUrl(left + at, baseline - size, left + at + width, baseline + size * 0.3, run.href);
  }
}

function drawMark({ pen, y }: PdfPages, number: number | null, left: number): void {
  const height = BODY.size * COLUMN.pitch;
  pen.fillStyle = number === null ? GREY : INK;
  if (number === null) {
    pen.beginPath();
    pen.arc(left - 11, y + height / 2, 2, 0, 2 * Math.PI);
    pen.fill();
    return;
  }
  pen.font = `${BODY.size}px "${FONT.regular}"`;
  pen.textAlign = 'right';
  pen.fillText(`${number}.`, left - 6, y + height * 0.5 + BODY.size * 0.36);
  pen.textAlign = 'left';
}

function drawQuote({ pen }: PdfPages, top: number, height: number): void {
  pen.fillStyle = WASH;
  pen.fillRect(PAGE.side, top, WIDTH, height + 0.5);
  pen.fillStyle = RULE;
  pen.fillRect(PAGE.side, top, 3, height + 0.5);
}

function drawWash({ pen }: PdfPages, top: number, height: number): void {
  pen.fillStyle = WASH;
  pen.fillRect(PAGE.side, top, WIDTH, height + 0.5);
}

/** A row stays on one page, unless it is longer than a page is. */
function drawRow(pages: PdfPages, cells: readonly (readonly Run[])[], isHead: boolean): void {
  const type = { size: 10, colour: INK, bold: isHead };
  const pitch = type.size * 1.6;
  const width = WIDTH / cells.length;
  const set = cells.map((runs) => setRuns(runs, type, width - 14));
  const lines = Math.max(1, ...set.map(({ length }) => length));
  pages.need(lines * pitch + 8);
  for (let n = 0; n < lines; n++) {
    pages.need(pitch + 8);
    if (isHead) drawWash(pages, pages.y, pitch + 8);
    set.forEach((cell, column) =>
      drawLine(
        pages,
        cell[n] ?? [],
        PAGE.side + column * width + 7,
        pages.y + 4 + pitch * 0.5 + type.size * 0.36,
      ),
    );
    pages.y += pitch;
  }
  pages.y += 8;
  line(pages, PAGE.side, PAGE.width - PAGE.side, pages.y);
}

function line({ pen }: PdfPages, from: number, to: number, y: number): void {
  pen.fillStyle = RULE;
  pen.fillRect(from, y, to - from, 0.7);
}
