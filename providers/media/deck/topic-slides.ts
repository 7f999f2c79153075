import { textHeight } from './fit';
import { MARGIN, PANEL_WIDTH } from './masters';
import { LIST_GAP, listIndent, TEXT_BOX, type Page, type PageLayout } from './pages';
import { ACCENTS, COLOUR, PAGE, type Accent } from './theme';
import type { Frame, Pen, Run } from './draw';
import type { Point } from './points';

/** Draws one page of an outline entry, the `number`-th of the outline. */
export function drawTopic(pen: Pen, page: Page, number: number): void {
  pen.title(page.title, page.titlePoints);
  LAYOUTS[page.layout](pen, page, number);
}

const LAYOUTS: Record<PageLayout, (pen: Pen, page: Page, number: number) => void> = {
  cards: drawCards,
  grid: drawGrid,
  panel: drawPanel,
  list: drawList,
};

function accentOf(index: number): Accent {
  return ACCENTS[index % ACCENTS.length] ?? 'accent1';
}

/** Three columns, each a card with its number. */
function drawCards(pen: Pen, page: Page, number: number): void {
  drawLabel(pen, page, number);
  const [gap, width, tallest] = [0.3, 3.6, 4.4];
  // As tall as the fullest needs, and a little above the middle of what is left.
  const height = Math.min(
    tallest,
    1.75 + Math.max(1.3, ...page.points.map((point) => cardTextHeight(point, page.textPoints))),
  );
  const top = 2.15 + (tallest - height) * 0.35;
  page.points.forEach((point, index) => {
    const x = MARGIN + index * (width + gap);
    drawCard(pen, { x, y: top, w: width, h: height });
    pen.shape('rect', { x, y: top, w: width, h: 0.09 }, { fill: { color: accentOf(index) } });
    drawBadge(pen, { x: x + 0.2, y: top + 0.42, w: 0.62, h: 0.62 }, index);
    const text = { x: x + 0.2, y: top + 1.32, w: TEXT_BOX.card.width, h: TEXT_BOX.card.height };
    drawLeadAndDetail(pen, point, page.textPoints, text);
  });
}

/** Two by two cards, each with an edge in its colour. */
function drawGrid(pen: Pen, page: Page, number: number): void {
  drawLabel(pen, page, number);
  const [gap, width, height, top] = [0.3, 5.55, 2.1, 2.15];
  page.points.forEach((point, index) => {
    const x = MARGIN + (index % 2) * (width + gap);
    const y = top + Math.floor(index / 2) * (height + gap);
    drawCard(pen, { x, y, w: width, h: height });
    pen.shape('rect', { x, y, w: 0.09, h: height }, { fill: { color: accentOf(index) } });
    drawLeadAndDetail(pen, point, page.textPoints, {
      x: x + 0.35,
      y: y + 0.27,
      w: TEXT_BOX.gridCell.width,
      h: 1.6,
    });
  });
}

/** The title on a dark panel, the points as a list beside it. */
function drawPanel(pen: Pen, page: Page, number: number): void {
  const label = pen.run(String(number).padStart(2, '0'), { points: 60, color: 'accent2', bold: true });
  pen.text([label], { x: 0.55, y: 0.75, w: 3, h: 1.15 }, { valign: 'middle' });
  const { width, height } = TEXT_BOX.panelList;
  drawLines(pen, page, { x: PANEL_WIDTH + 0.75, y: 0.7, w: width, h: height + 0.4 });
}

/** The points as a list over the whole width: for few, for long, and for parts of an entry. */
function drawList(pen: Pen, page: Page, number: number): void {
  drawLabel(pen, page, number);
  const { width, height } = TEXT_BOX.list;
  const card = { x: MARGIN - 0.25, y: 2.1, w: PAGE.width - 2 * MARGIN + 0.5, h: 4.6 };
  drawCard(pen, card);
  drawLines(pen, page, { x: MARGIN, y: 2.2, w: width, h: height + 0.2 });
}

function drawLabel(pen: Pen, { part }: Page, number: number): void {
  const text = String(number).padStart(2, '0') + (part.of > 1 ? `  (${part.number}/${part.of})` : '');
  pen.text(
    [pen.run(text, { points: 13, color: 'accent1', bold: true })],
    { x: MARGIN, y: 0.42, w: 4, h: 0.3 },
    { valign: 'middle' },
  );
}

function drawCard(pen: Pen, frame: Frame): void {
  pen.shape('rect', frame, {
    fill: { color: COLOUR.paper },
    line: { color: COLOUR.line, width: 0.75 },
    shadow: { type: 'outer', blur: 9, offset: 2, angle: 90, color: '101B3B', opacity: 0.1 },
  });
}

function drawBadge(pen: Pen, frame: Frame, index: number): void {
  pen.text([pen.run(String(index + 1), { points: 18, color: COLOUR.paper, bold: true })], frame, {
    shape: 'ellipse',
    fill: { color: accentOf(index) },
    align: 'center',
    valign: 'middle',
  });
}

function cardTextHeight({ lead, detail }: Point, points: number): number {
  const { width } = TEXT_BOX.card;
  return textHeight([lead], points + 3, width, { bold: true }) + textHeight([detail], points, width) + 0.1;
}

function drawLeadAndDetail(pen: Pen, { lead, detail }: Point, points: number, frame: Frame): void {
  pen.text(
    [
      pen.run(
        lead,
        { points: points + 3, color: COLOUR.ink, bold: true },
        { breakLine: true, paraSpaceAfter: 7 },
      ),
      pen.run(detail, { points, color: COLOUR.grey }),
    ],
    frame,
  );
}

/** A list in one text box, so that its reader can edit it as one. A square in the colour of the lead marks each point. */
function drawLines(pen: Pen, { points, textPoints }: Page, frame: Frame): void {
  const runs = points.flatMap(({ lead, detail }, index): Run[] => {
    const mark = {
      bullet: { characterCode: '25A0', indent: listIndent(textPoints) },
      paraSpaceAfter: textPoints * LIST_GAP,
    };
    if (!lead)
      return [pen.run(detail, { points: textPoints, color: COLOUR.ink }, { ...mark, breakLine: true })];
    return [
      pen.run(`${lead}  `, { points: textPoints, color: accentOf(index), bold: true }, mark),
      pen.run(detail, { points: textPoints, color: COLOUR.ink }, { breakLine: true }),
    ];
  });
  pen.text(runs, frame, { valign: 'middle' });
}
