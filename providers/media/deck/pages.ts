import { fittingSize, textHeight, type TextBox } from './fit';
import { pointOf, type Point } from './points';
import type { DeckSlide } from './deck';

/** How a slide's points are laid out. `list` takes what the others do not. */
export type PageLayout = 'cards' | 'grid' | 'panel' | 'list';

/** One slide of the file: a whole entry of the outline, or a part of one that has too much for a slide. */
export interface Page {
  readonly layout: PageLayout;
  readonly title: string;
  readonly titlePoints: number;
  readonly points: readonly Point[];
  /** The size of the details, in points; leads are set a step larger where they stand alone. */
  readonly textPoints: number;
  /** Which part of the entry, of how many. */
  readonly part: { readonly number: number; readonly of: number };
}

/** The boxes that the layouts give to their text, in inches. The renderer draws by the same figures. */
export const TEXT_BOX = {
  title: { width: 11.4, height: 1.15 },
  panelTitle: { width: 3.35, height: 3.1 },
  card: { width: 3.2, height: 2.5 },
  gridCell: { width: 4.9, height: 1.55 },
  panelList: { width: 7.3, height: 5.5 },
  list: { width: 11.4, height: 4.2 },
} as const satisfies Record<string, TextBox>;

const TITLE_SIZES = [34, 30, 26, 22, 20, 18, 16, 14, 12, 10] as const;
/** A title that must be small to fit has no place beside large figures; a list takes any. */
const SMALLEST_TITLE: Record<PageLayout, number> = { cards: 14, grid: 14, panel: 20, list: 10 };
const TEXT_SIZES = [20, 18, 16, 15, 14] as const;
const LIST_SIZES = [22, 20, 18, 16, 15, 14] as const;
/** What `list` falls back to when a single point fills more than a slide. */
const SMALLEST = 12;

/** The gap after a point of a list, as a part of the font size. */
export const LIST_GAP = 0.75;

/**
 * Lays an outline entry out on one slide, or on as many as it takes at a readable size.
 * @param previous the layout before it, which is not taken again where another fits as well.
 */
export function pagesOf(slide: DeckSlide, previous?: PageLayout): Page[] {
  const points = slide.bullets.map(pointOf);
  const drafts = suitableLayouts(points).flatMap((layout) => draftOf(slide.title, points, layout) ?? []);
  const draft = drafts.find(({ layout }) => layout !== previous) ?? drafts[0];
  return draft ? [{ ...draft, part: { number: 1, of: 1 } }] : listPages(slide.title, points);
}

type Draft = Omit<Page, 'part'>;

/** The layouts that suit the number of points, the best first. */
function suitableLayouts(points: readonly Point[]): PageLayout[] {
  const led = points.every(({ lead }) => lead !== '');
  if (led && points.length === 3) return ['cards', 'panel'];
  if (led && points.length === 4) return ['grid', 'panel'];
  return points.length >= 3 ? ['panel', 'list'] : ['list'];
}

/** The points in a layout at the largest sizes that fit; undefined when none does. */
function draftOf(title: string, points: readonly Point[], layout: PageLayout): Draft | undefined {
  const titlePoints = titleSize(title, layout);
  const textPoints = textSize(points, layout);
  if (titlePoints === undefined || textPoints === undefined) return undefined;
  return { layout, title, titlePoints, points, textPoints };
}

function titleSize(title: string, layout: PageLayout): number | undefined {
  const box = layout === 'panel' ? TEXT_BOX.panelTitle : TEXT_BOX.title;
  const sizes = TITLE_SIZES.filter((size) => size >= SMALLEST_TITLE[layout]);
  return fittingSize([title], box, sizes, { bold: true });
}

function textSize(points: readonly Point[], layout: PageLayout): number | undefined {
  switch (layout) {
    case 'cards':
      return commonSize(points, TEXT_BOX.card);
    case 'grid':
      return commonSize(points, TEXT_BOX.gridCell);
    case 'panel':
      return listSize(points, TEXT_BOX.panelList);
    case 'list':
      return listSize(points, TEXT_BOX.list);
  }
}

/** One size for all boxes of a kind: the one that the fullest of them needs. Leads are set on a line of their own. */
function commonSize(points: readonly Point[], box: TextBox): number | undefined {
  return TEXT_SIZES.find((size) =>
    points.every(({ lead, detail }) => {
      const leadFits = fittingSize([lead], { width: box.width, height: 0.5 }, [size + 3], { bold: true });
      return (
        leadFits !== undefined &&
        fittingSize([detail], { ...box, height: box.height - 0.5 }, [size]) !== undefined
      );
    }),
  );
}

function listSize(points: readonly Point[], box: TextBox): number | undefined {
  const lines = points.map(asLine);
  return LIST_SIZES.find((size) => {
    const width = box.width - listIndent(size) / 72 - 0.1;
    return textHeight(lines, size, width, { gap: LIST_GAP }) <= box.height;
  });
}

/** How far a list's text stands from its marks, in points. */
export function listIndent(textPoints: number): number {
  return Math.round(textPoints * 1.1);
}

function asLine({ lead, detail }: Point): string {
  return lead ? `${lead}  ${detail}` : detail;
}

/** Plain lists, with as few slides as hold the points at a readable size and the points shared out evenly. */
function listPages(title: string, points: readonly Point[]): Page[] {
  const titlePoints = titleSize(title, 'list') ?? SMALLEST_TITLE.list;
  for (let pages = 1; ; pages += 1) {
    const parts = shareOut(points, pages);
    const sizes = parts.map((part) => listSize(part, TEXT_BOX.list));
    if (pages < points.length && sizes.includes(undefined)) continue;
    const textPoints = Math.min(...sizes.map((size) => size ?? SMALLEST));
    return parts.map((part, at) => ({
      layout: 'list',
      title,
      titlePoints,
      points: part,
      textPoints,
      part: { number: at + 1, of: parts.length },
    }));
  }
}

function shareOut<T>(items: readonly T[], parts: number): T[][] {
  const size = Math.ceil(items.length / parts);
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
