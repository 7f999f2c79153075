import { fitted } from './fit';
import { MARGIN, TITLE_AT } from './masters';
import { ACCENTS, COLOUR } from './theme';
import type { Deck } from './deck';
import type { Pen } from './draw';

const WORDS = {
  zh: { agenda: '目录', demo: '演示模型生成' },
  en: { agenda: 'Agenda', demo: 'Written by the demo model' },
} as const;

export function drawCover(pen: Pen, deck: Deck): void {
  const box = { width: TITLE_AT.cover.w, height: TITLE_AT.cover.h };
  const title = fitted(deck.topic, box, [54, 48, 42, 36, 30, 26, 22, 20, 18], { bold: true });
  pen.title(title.text, title.points);
  const subtitle = fitted(deck.subtitle, { width: box.width, height: 0.9 }, [20, 18, 16, 14]);
  pen.text([pen.run(subtitle.text, { points: subtitle.points, color: COLOUR.haze })], {
    ...{ x: MARGIN, y: 5.05, w: box.width, h: 0.9 },
  });
  if (deck.demo) {
    pen.text(
      [pen.run(WORDS[deck.language].demo, { points: 11, color: COLOUR.haze })],
      { x: MARGIN, y: 6.5, w: deck.language === 'zh' ? 1.5 : 2.3, h: 0.34 },
      {
        shape: 'roundRect',
        rectRadius: 0.17,
        align: 'center',
        valign: 'middle',
        line: { color: COLOUR.haze, width: 0.75 },
      },
    );
  }
}

/** The entries in one column, or in two when there are more than six. */
export function drawAgenda(pen: Pen, deck: Deck): void {
  pen.title(WORDS[deck.language].agenda, 34);
  const columns = deck.agenda.length > 6 ? 2 : 1;
  const rows = Math.ceil(deck.agenda.length / columns);
  const pitch = Math.min(1.05, 4.75 / rows);
  const width = (13.333 - 2 * MARGIN - (columns - 1) * 0.6) / columns;
  const sizes = [22, 20, 18, 16, 14, 12, 11].filter((size) => (size * 1.4) / 72 <= pitch);
  const lines = deck.agenda.map((entry) =>
    fitted(entry, { width: width - 0.9, height: pitch - 0.06 }, sizes),
  );
  const common = Math.min(...lines.map(({ points }) => points), 22);
  lines.forEach(({ text }, index) => {
    const x = MARGIN + Math.floor(index / rows) * (width + 0.6);
    const y = 2.05 + (index % rows) * pitch;
    const accent = ACCENTS[index % ACCENTS.length] ?? 'accent1';
    pen.text(
      [
        pen.run(String(index + 1).padStart(2, '0'), {
          points: Math.min(24, common + 4),
          color: accent,
          bold: true,
        }),
      ],
      { x, y, w: 0.75, h: pitch },
      { valign: 'middle' },
    );
    pen.text(
      [pen.run(text, { points: common, color: COLOUR.ink })],
      { x: x + 0.85, y, w: width - 0.85, h: pitch },
      { valign: 'middle' },
    );
    if ((index + 1) % rows !== 0 && index + 1 < lines.length) {
      pen.shape('line', { x, y: y + pitch, w: width, h: 0 }, { line: { color: COLOUR.line, width: 0.75 } });
    }
  });
}

export function drawClosing(pen: Pen, { closing }: Deck): void {
  const { w: width, h: height } = TITLE_AT.closing;
  const title = fitted(closing.title, { width, height }, [54, 44, 36, 28, 22], { bold: true });
  pen.title(title.text, title.points);
  const text = fitted(closing.text, { width, height: 1.4 }, [22, 20, 18, 16, 14]);
  pen.text([pen.run(text.text, { points: text.points, color: COLOUR.haze })], {
    x: MARGIN,
    y: 3.9,
    w: width,
    h: 1.4,
  });
}
