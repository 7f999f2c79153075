import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { captionOf, type Caption, type CaptionPage } from './captions';
import { FONT } from '../fonts';
import { FRAME } from './format';
import { BACKDROP, MOTIFS, withAlpha, type Motif } from './motifs';
import { driftFor, floaters, placeAt, type Drift, type Floater } from './motion';
import { PALETTES, type Palette } from './palettes';
import { cyclic, randomFrom } from './random';
import type { Scene } from './storyboard';

/** Of the caption's panel, in pixels. */
const PADDING = { x: 56, y: 44 } as const;
const LINE_PITCH = 1.42;

/** The panel stands a little above the middle, clear of the progress bar. */
const PANEL_MIDDLE = 350;

/** Frames in which a page of the caption comes, and goes. */
const [COMING, GOING] = [9, 6];

/**
 * Draws one scene, frame by frame. Its canvases are used again for the next scene that is loaded: what a canvas
 * holds lies outside JavaScript's heap, where garbage would pile up.
 */
export class ScenePainter {
  readonly #backdrop: Canvas = createCanvas(BACKDROP.width, BACKDROP.height);
  readonly #words: Canvas = createCanvas(FRAME.width, FRAME.height);
  #scene: Scene | undefined;
  #palette: Palette = PALETTES[0];
  #caption: Caption = { size: 0, pages: [] };
  #drawnPage: CaptionPage | undefined;
  #panel = { width: 0, height: 0 };
  #drift: Drift = { from: [0, 0, 1], to: [0, 0, 1] };
  #floaters: Floater[] = [];

  get palette(): Palette {
    return this.#palette;
  }

  /** Takes the next scene. `seed` is the video's, so that a scene looks the same however often it is rendered. */
  load(scene: Scene, seed: number): void {
    const random = randomFrom(seed + scene.index * 7919);
    this.#scene = scene;
    // From a place of the video's own in each list, so that neighbours differ and so do videos; the extra step from
    // round to round pairs each palette with another motif.
    const round = Math.floor(scene.index / PALETTES.length);
    this.#palette = cyclic(PALETTES, seed + scene.index);
    this.#caption = captionOf(scene.text, scene.frames);
    this.#drawnPage = undefined;
    this.#panel = this.#panelSize();
    this.#drift = driftFor(scene.frames, random);
    this.#floaters = floaters(random);
    this.#drawBackdrop(cyclic(MOTIFS, (seed >>> 8) + scene.index + round), random);
  }

  /**
   * Draws the picture of a frame, counted from the scene's start; past its end it goes on moving, for the transition.
   * @param captionOpacity 0 to 1.
   */
  draw(pen: SKRSContext2D, frame: number, captionOpacity = 1): void {
    const frames = this.#scene?.frames ?? 1;
    const [x, y, zoom] = placeAt(this.#drift, frame / frames);
    pen.drawImage(this.#backdrop, x, y, BACKDROP.width * zoom, BACKDROP.height * zoom);
    this.#drawFloaters(pen, frame / FRAME.rate);
    if (captionOpacity > 0) this.#drawCaption(pen, frame, captionOpacity);
  }

  #drawBackdrop(motif: Motif, random: () => number): void {
    const { width, height } = BACKDROP;
    const pen = this.#backdrop.getContext('2d');
    const ground = pen.createLinearGradient(0, 0, width, height);
    this.#palette.ground.forEach((colour, index) => ground.addColorStop(index / 2, colour));
    pen.fillStyle = ground;
    pen.fillRect(0, 0, width, height);
    motif(pen, this.#palette, random);
    const number = String((this.#scene?.index ?? 0) + 1).padStart(2, '0');
    pen.font = `560px "${FONT.bold}"`;
    pen.fillStyle = withAlpha('#ffffff', 0.06);
    pen.textAlign = 'right';
    pen.fillText(number, width - 70, height - 60);
    const shade = pen.createRadialGradient(
      width / 2,
      height / 2,
      height * 0.35,
      width / 2,
      height / 2,
      width * 0.62,
    );
    shade.addColorStop(0, '#00000000');
    shade.addColorStop(1, '#00000080');
    pen.fillStyle = shade;
    pen.fillRect(0, 0, width, height);
  }

  #drawFloaters(pen: SKRSContext2D, seconds: number): void {
    for (const { x, y, size, speed, kind } of this.#floaters) {
      const left = ((x + seconds * speed) % (FRAME.width + 2 * size)) - size;
      const top = y + Math.sin(seconds / 2 + x) * 12;
      pen.beginPath();
      if (kind === 'square') pen.roundRect(left - size / 2, top - size / 2, size, size, size / 5);
      else pen.arc(left, top, size / 2, 0, 2 * Math.PI);
      if (kind === 'disc') {
        pen.fillStyle = withAlpha(this.#palette.accent, 0.16);
        pen.fill();
      } else {
        pen.strokeStyle = withAlpha(this.#palette.accent, 0.34);
        pen.lineWidth = 2.5;
        pen.stroke();
      }
    }
  }

  #panelSize(): { width: number; height: number } {
    const pen = this.#words.getContext('2d');
    pen.font = this.#type;
    const lines = this.#caption.pages.flatMap((page) => page.lines);
    const widest = Math.max(0, ...lines.map((line) => pen.measureText(line).width));
    const most = Math.max(0, ...this.#caption.pages.map((page) => page.lines.length));
    return { width: widest + 2 * PADDING.x, height: most * this.#caption.size * LINE_PITCH + 2 * PADDING.y };
  }

  get #type(): string {
    return `${this.#caption.size}px "${FONT.bold}"`;
  }

  #drawCaption(pen: SKRSContext2D, frame: number, captionOpacity: number): void {
    const { pages } = this.#caption;
    const page = pages.find(({ start, frames }) => frame < start + frames) ?? pages.at(-1);
    if (!page) return;
    const { width, height } = this.#panel;
    const [left, top] = [(FRAME.width - width) / 2, PANEL_MIDDLE - height / 2];
    pen.globalAlpha = captionOpacity;
    pen.beginPath();
    pen.roundRect(left, top, width, height, 22);
    pen.fillStyle = '#060a189e';
    pen.fill();
    pen.strokeStyle = '#ffffff2e';
    pen.lineWidth = 1.5;
    pen.stroke();
    pen.beginPath();
    pen.roundRect(left + 24, top + PADDING.y, 6, height - 2 * PADDING.y, 3);
    pen.fillStyle = this.#palette.accent;
    pen.fill();

    this.#writePage(page);
    const { opacity, rise } = pageMotion(page, frame, pages.length > 1);
    pen.globalAlpha = captionOpacity * opacity;
    const room = Math.ceil(height);
    pen.drawImage(this.#words, 0, 0, FRAME.width, room, left, top + rise, FRAME.width, room);
    pen.globalAlpha = 1;
  }

  /** Sets a page's lines into a canvas of their own, once for all its frames. */
  #writePage(page: CaptionPage): void {
    if (this.#drawnPage === page) return;
    this.#drawnPage = page;
    const pen = this.#words.getContext('2d');
    pen.clearRect(0, 0, FRAME.width, FRAME.height);
    pen.font = this.#type;
    pen.textBaseline = 'middle';
    pen.fillStyle = '#ffffff';
    pen.shadowColor = '#000000a0';
    pen.shadowBlur = 8;
    pen.shadowOffsetY = 2;
    const pitch = this.#caption.size * LINE_PITCH;
    const first = (this.#panel.height - page.lines.length * pitch) / 2 + pitch / 2;
    page.lines.forEach((line, index) => pen.fillText(line, PADDING.x, first + index * pitch));
  }
}

/** A page comes up from below and fades when another follows; the very first picture of a video has its words at once. */
function pageMotion(page: CaptionPage, frame: number, hasOthers: boolean): { opacity: number; rise: number } {
  const [since, left] = [frame - page.start, page.start + page.frames - frame];
  if (!hasOthers || page.frames < 2 * (COMING + GOING)) return { opacity: 1, rise: 0 };
  const coming = page.start === 0 ? 1 : Math.min(1, (since + 1) / COMING);
  const going = left > GOING || left <= 0 ? 1 : left / GOING;
  return { opacity: Math.min(coming, going), rise: 16 * (1 - coming) ** 2 };
}
