import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { wrapLines, type Measure } from '../text/wrap';
import { drawable, FONT, registerFonts } from '../fonts';
import { FRAME } from './format';
import { readingLength } from './script';
import { shareFrames } from './timing';

/** What is on the screen at a time. */
export interface CaptionPage {
  readonly lines: readonly string[];
  /** The first frame, counted from the scene's own. */
  readonly start: number;
  readonly frames: number;
}

export interface Caption {
  /** The size of the type in pixels. */
  readonly size: number;
  readonly pages: readonly CaptionPage[];
}

/** The widest line, in pixels. */
const CAPTION_WIDTH = 1000;

/** Sizes of type, and how many lines of each make a page, from what is read best to what holds most. */
const STYLES: readonly Style[] = [
  { size: 58, lines: 2 },
  { size: 50, lines: 3 },
  { size: 42, lines: 4 },
  { size: 34, lines: 6 },
  { size: 28, lines: 8 },
];
const SMALLEST_STYLE: Style = { size: 22, lines: 12 };

/** How many of the styles are large enough to be read at a glance. */
const LARGE_STYLES = 3;

/** What a page should have at least, in seconds. */
const SHORTEST_PAGE = 1.4;

/**
 * Sets a scene's words in as large a type as its time allows, on as many pages as it takes. Every word is shown;
 * only when there are more pages than frames is the rest given up, with an ellipsis.
 */
export function captionOf(text: string, frames: number): Caption {
  const words = drawable(text);
  if (words === '') return { size: SMALLEST_STYLE.size, pages: [] };
  const affordable = Math.max(1, Math.floor(frames / FRAME.rate / SHORTEST_PAGE));
  // All at once in type that is still large, else in turn, else as small as it must be.
  const { size, pages } =
    firstSetting(words, STYLES.slice(0, LARGE_STYLES), 1) ??
    firstSetting(words, STYLES, affordable) ??
    settingOf(words, SMALLEST_STYLE);
  return { size, pages: timed(withinFrames(pages, frames), frames) };
}

interface Style {
  readonly size: number;
  readonly lines: number;
}

interface Setting {
  readonly size: number;
  readonly pages: readonly string[][];
}

function firstSetting(words: string, styles: readonly Style[], mostPages: number): Setting | undefined {
  for (const style of styles) {
    // Breaking a long text into lines takes its time: not where it could not fit without any breaks.
    if (roughWidth(words, style.size) > mostPages * style.lines * CAPTION_WIDTH) continue;
    const setting = settingOf(words, style);
    if (setting.pages.length <= mostPages) return setting;
  }
  return undefined;
}

function roughWidth(words: string, size: number): number {
  const measure = measureAt(size);
  let width = 0;
  for (const character of words) width += measure(character);
  return width;
}

function settingOf(words: string, { size, lines: linesPerPage }: Style): Setting {
  const measure = measureAt(size);
  const lines = wrapLines(words, CAPTION_WIDTH, measure);
  if (lines.length > linesPerPage)
    return { size, pages: pagesOf(lines, Math.ceil(lines.length / linesPerPage)) };
  return { size, pages: [byClauses(words, linesPerPage, measure) ?? balanced(words, lines.length, measure)] };
}

/** Lines that end where clauses do, which reads best; undefined when that takes too many of them. */
function byClauses(text: string, mostLines: number, measure: Measure): string[] | undefined {
  const lines: string[] = [];
  for (const clause of text.split(/(?<=[，；：。！？、])|(?<=[,;:.!?]\s)/u)) {
    const longer = (lines.at(-1) ?? '') + clause;
    if (lines.length > 0 && measure(longer.trimEnd()) <= CAPTION_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(clause);
  }
  const fits = lines.length <= mostLines && lines.every((line) => measure(line.trimEnd()) <= CAPTION_WIDTH);
  return fits ? lines.map((line) => line.trim()) : undefined;
}

/** The same number of lines, but as even in length as they can be: a last line of one character looks like a slip. */
function balanced(text: string, lineCount: number, measure: Measure): string[] {
  let [tooNarrow, enough] = [CAPTION_WIDTH / (lineCount + 1), CAPTION_WIDTH];
  while (enough - tooNarrow > 8) {
    const width = (tooNarrow + enough) / 2;
    if (wrapLines(text, width, measure).length > lineCount) tooNarrow = width;
    else enough = width;
  }
  return wrapLines(text, enough, measure);
}

/** The lines on `count` pages, as evenly as they go. */
function pagesOf(lines: readonly string[], count: number): string[][] {
  return Array.from({ length: count }, (_, page) =>
    lines.slice(Math.round((page * lines.length) / count), Math.round(((page + 1) * lines.length) / count)),
  );
}

function withinFrames(pages: readonly string[][], frames: number): readonly string[][] {
  if (pages.length <= frames) return pages;
  const kept = pages.slice(0, frames);
  kept[frames - 1] = [...(kept[frames - 1] ?? []).slice(0, -1), '…'];
  return kept;
}

function timed(pages: readonly string[][], frames: number): CaptionPage[] {
  const lengths = shareFrames(
    frames,
    pages.map((lines) => readingLength(lines.join(''))),
    FRAME.rate / 2,
  );
  let start = 0;
  return pages.map((lines, index) => {
    const page = { lines, start, frames: lengths[index] ?? 0 };
    start += page.frames;
    return page;
  });
}

/** Widths at 100 pixels of what was measured before: texts are made of few characters and words, again and again. */
const widths = new Map<string, number>();
const MOST_WIDTHS = 20_000;

let ruler: SKRSContext2D | undefined;

function measureAt(size: number): Measure {
  return (text) => {
    let width = widths.get(text);
    if (width === undefined) {
      if (widths.size >= MOST_WIDTHS) widths.clear();
      width = rulerAt100().measureText(text).width;
      widths.set(text, width);
    }
    return (width * size) / 100;
  };
}

/** One canvas measures for all: making one costs more than measuring with it. */
function rulerAt100(): SKRSContext2D {
  if (!ruler) {
    registerFonts();
    ruler = createCanvas(1, 1).getContext('2d');
    ruler.font = `100px "${FONT.bold}"`;
  }
  return ruler;
}
