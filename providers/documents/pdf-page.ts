import { PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import { FONT } from '../media/fonts';

/** A4 in points, and what is left free around the text. */
export const PAGE = { width: 595.28, height: 841.89, side: 68, top: 70, bottom: 72 } as const;

/** Pages of a PDF, written from above; a page that is full is followed by another. */
export class PdfPages {
  readonly #document: PDFDocument;
  #pen: SKRSContext2D | undefined;
  #number = 0;
  /** Where the next line may begin, from the page's top. */
  y: number = PAGE.top;

  constructor(title: string) {
    this.#document = new PDFDocument({ title, creator: 'Taskloom', producer: 'Taskloom' });
  }

  /** The page that is being written. */
  get pen(): SKRSContext2D {
    return this.#pen ?? this.#begin();
  }

  /** Goes on to another page unless so much fits on this one. */
  need(height: number): void {
    if (this.#pen && this.y > PAGE.top && this.y + height > PAGE.height - PAGE.bottom) {
      this.#document.endPage();
      this.#begin();
    }
  }

  /** Leaves room before what follows, but not at a page's top. */
  space(height: number): void {
    if (this.y > PAGE.top) this.y += height;
  }

  end(): Buffer {
    if (!this.#pen) this.#begin();
    this.#document.endPage();
    return this.#document.close();
  }

  #begin(): SKRSContext2D {
    const pen = this.#document.beginPage(PAGE.width, PAGE.height) as unknown as SKRSContext2D;
    this.#pen = pen;
    this.#number += 1;
    this.y = PAGE.top;
    pen.font = `9px "${FONT.regular}"`;
    pen.fillStyle = '#8a92a3';
    pen.textAlign = 'center';
    pen.fillText(String(this.#number), PAGE.width / 2, PAGE.height - 36);
    pen.textAlign = 'left';
    return pen;
  }
}
