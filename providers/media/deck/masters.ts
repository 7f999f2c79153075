import type PptxGenJS from 'pptxgenjs';
import { COLOUR, PAGE } from './theme';
import { TEXT_BOX } from './pages';
import { weave } from './weave';

/** The slide layouts that the file offers, by the name that PowerPoint shows. */
export const MASTER = {
  cover: 'Cover',
  agenda: 'Agenda',
  topic: 'Topic',
  panel: 'Topic with panel',
  closing: 'Closing',
} as const;

type MasterObjects = NonNullable<PptxGenJS.SlideMasterProps['objects']>;

/** Left and right margin of the page, in inches. */
export const MARGIN = 0.95;
export const PANEL_WIDTH = 4.35;
export const FOOTER_TOP = 6.98;

/** Where text placeholders stand, in inches; no inner margins, so that their text boxes are exactly as measured. */
export const TITLE_AT = {
  page: { x: MARGIN, y: 0.72, w: TEXT_BOX.title.width, h: TEXT_BOX.title.height },
  panel: { x: 0.55, y: 2.15, w: TEXT_BOX.panelTitle.width, h: TEXT_BOX.panelTitle.height },
  cover: { x: MARGIN, y: 1.75, w: 7.3, h: 2.7 },
  closing: { x: MARGIN, y: 2.55, w: 7.3, h: 1.1 },
} as const;

/** The right side of the cover and of the closing slide, from edge to edge. */
const SIDE_MOTIF = {
  x: PAGE.width - (4 * PAGE.height) / 7,
  y: 0,
  columns: 4,
  rows: 7,
  pitch: PAGE.height / 7,
};

export function defineMasters(pptx: PptxGenJS): void {
  pptx.defineSlideMaster({
    title: MASTER.cover,
    background: { color: COLOUR.night },
    objects: [
      ...motif(SIDE_MOTIF),
      brand(MARGIN, 0.75),
      rect({ x: MARGIN, y: 4.72, w: 0.9, h: 0.07 }, 'accent2'),
      title(TITLE_AT.cover, COLOUR.paper, 'bottom'),
    ],
  });
  pptx.defineSlideMaster({
    title: MASTER.agenda,
    background: { color: COLOUR.paper },
    objects: [...pageFrame(), title(TITLE_AT.page, COLOUR.ink, 'middle'), ...footer(MARGIN)],
    slideNumber: slideNumber(),
  });
  pptx.defineSlideMaster({
    title: MASTER.topic,
    background: { color: COLOUR.mist },
    objects: [...pageFrame(), title(TITLE_AT.page, COLOUR.ink, 'middle'), ...footer(MARGIN)],
    slideNumber: slideNumber(),
  });
  pptx.defineSlideMaster({
    title: MASTER.panel,
    background: { color: COLOUR.paper },
    objects: [
      rect({ x: 0, y: 0, w: PANEL_WIDTH, h: PAGE.height }, COLOUR.night),
      ...motif({ x: 0, y: PAGE.height - PANEL_WIDTH / 4, columns: 8, rows: 2, pitch: PANEL_WIDTH / 8 }),
      title(TITLE_AT.panel, COLOUR.paper, 'top'),
      ...footer(PANEL_WIDTH + 0.65),
    ],
    slideNumber: slideNumber(),
  });
  pptx.defineSlideMaster({
    title: MASTER.closing,
    background: { color: COLOUR.night },
    objects: [
      ...motif(SIDE_MOTIF),
      brand(MARGIN, 0.75),
      rect({ x: MARGIN, y: 2.3, w: 0.9, h: 0.07 }, 'accent2'),
      title(TITLE_AT.closing, COLOUR.paper, 'middle'),
    ],
  });
}

function motif(area: Parameters<typeof weave>[0]): MasterObjects {
  return weave(area).map(({ x, y, w, h, colour, transparency }) =>
    rect({ x, y, w, h }, colour, transparency),
  );
}

function rect(
  at: { x: number; y: number; w: number; h: number },
  color: string,
  transparency = 0,
): MasterObjects[number] {
  return { rect: { ...at, fill: { color, transparency } } };
}

/** The stripe at the left edge that marks a page of content. */
function pageFrame(): MasterObjects {
  return [
    rect({ x: 0, y: 0, w: 0.16, h: PAGE.height }, COLOUR.night),
    rect({ x: 0, y: 0.72, w: 0.16, h: 1.05 }, 'accent1'),
  ];
}

function brand(x: number, y: number): MasterObjects[number] {
  const options = {
    x,
    y,
    w: 4,
    h: 0.35,
    margin: 0,
    fontSize: 13,
    bold: true,
    charSpacing: 4,
    color: COLOUR.haze,
  };
  return { text: { text: 'TASKLOOM', options: { ...options, align: 'left', valign: 'middle' } } };
}

function footer(x: number): MasterObjects {
  const text = { fontSize: 10, color: COLOUR.grey, margin: 0, align: 'left', valign: 'middle' } as const;
  return [
    {
      line: { x, y: FOOTER_TOP, w: PAGE.width - MARGIN - x, h: 0, line: { color: COLOUR.line, width: 0.75 } },
    },
    { text: { text: 'Taskloom', options: { x, y: FOOTER_TOP + 0.08, w: 3, h: 0.28, ...text } } },
  ];
}

function slideNumber(): NonNullable<PptxGenJS.SlideMasterProps['slideNumber']> {
  return {
    x: PAGE.width - MARGIN - 1,
    y: FOOTER_TOP + 0.08,
    w: 1,
    h: 0.28,
    margin: 0,
    fontSize: 10,
    color: COLOUR.grey,
    align: 'right',
    valign: 'middle',
  };
}

function title(
  at: { x: number; y: number; w: number; h: number },
  color: string,
  valign: 'top' | 'middle' | 'bottom',
): MasterObjects[number] {
  return {
    placeholder: {
      options: {
        name: 'title',
        type: 'title',
        ...at,
        margin: 0,
        align: 'left',
        valign,
        bold: true,
        color,
        fontSize: 32,
      },
      text: 'Title',
    },
  };
}
