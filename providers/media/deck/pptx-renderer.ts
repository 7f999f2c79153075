import { AppError } from '../../../domain/errors';
import PptxGenJS from 'pptxgenjs';
import { writeWhole } from '../../storage/whole-file';
import { Pen } from './draw';
import { finishPackage } from './finish-package';
import { drawAgenda, drawClosing, drawCover } from './front-slides';
import { defineMasters, MASTER } from './masters';
import { pagesOf, type PageLayout } from './pages';
import { drawTopic } from './topic-slides';
import type { Clock } from '../../../domain/clock';
import type { Deck, DeckRenderer } from './deck';

/** Renders decks as PowerPoint files. The clock gives the file its date. */
export function pptxDeckRenderer({ clock }: { clock: Clock }): DeckRenderer {
  return {
    async render(deck, destination, signal) {
      signal.throwIfAborted();
      const file = await buildDeck(deck, clock.now()).catch((cause: unknown) => {
        throw new AppError('GENERATION_FAILED', undefined, {
          cause,
          note: 'The slides could not be put together',
        });
      });
      signal.throwIfAborted();
      await writeWhole(destination, file);
    },
  };
}

async function buildDeck(deck: Deck, createdAt: Date): Promise<Buffer> {
  const pptx = new PptxGenJS();
  pptx.layout = 'LAYOUT_WIDE';
  pptx.title = deck.topic;
  pptx.subject = deck.subtitle;
  pptx.author = 'Taskloom';
  pptx.company = 'Taskloom';
  defineMasters(pptx);

  const pen = (masterName: string): Pen => new Pen(pptx.addSlide({ masterName }), deck.language);
  drawCover(pen(MASTER.cover), deck);
  drawAgenda(pen(MASTER.agenda), deck);
  let previous: PageLayout | undefined;
  deck.slides.forEach((slide, index) => {
    for (const page of pagesOf(slide, previous)) {
      previous = page.layout;
      const on = pen(page.layout === 'panel' ? MASTER.panel : MASTER.topic);
      drawTopic(on, page, index + 1);
      on.slide.addNotes(slide.notes);
    }
  });
  drawClosing(pen(MASTER.closing), deck);

  const file = (await pptx.write({ outputType: 'nodebuffer' })) as Buffer;
  return finishPackage(file, createdAt);
}
