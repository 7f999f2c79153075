import type PptxGenJS from 'pptxgenjs';
import { LINE_PITCH } from './theme';
import type { Language } from '../text/language';

export type Slide = PptxGenJS.Slide;
export type Run = PptxGenJS.TextProps;

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface RunStyle {
  readonly points: number;
  readonly color: string;
  readonly bold?: boolean;
}

const LANG: Record<Language, string> = { zh: 'zh-CN', en: 'en-US' };

/** Draws on one slide; all text is marked with the deck's language, so that spelling and fonts follow it. */
export class Pen {
  constructor(
    readonly slide: Slide,
    readonly language: Language,
  ) {}

  /** The slide's title, in its layout's placeholder: it is what the outline view and screen readers show. */
  title(text: string, points: number): void {
    this.slide.addText([this.run(text, { points, color: '', bold: true })], { placeholder: 'title' });
  }

  /** Text in a frame without inner margins. */
  text(runs: Run[], frame: Frame, options: PptxGenJS.TextPropsOptions = {}): void {
    this.slide.addText(runs, { ...frame, margin: 0, align: 'left', valign: 'top', ...options });
  }

  shape(name: 'rect' | 'line', frame: Frame, options: PptxGenJS.ShapeProps): void {
    this.slide.addShape(name, { ...frame, ...options });
  }

  /** A run of text with an exact line pitch. An empty colour leaves it to the placeholder. */
  run(text: string, { points, color, bold }: RunStyle, options: PptxGenJS.TextPropsOptions = {}): Run {
    return {
      text,
      options: {
        fontSize: points,
        lang: LANG[this.language],
        lineSpacing: Math.round(points * LINE_PITCH),
        ...(color && { color }),
        ...(bold && { bold }),
        ...options,
      },
    };
  }
}
