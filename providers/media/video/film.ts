import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { FONT, registerFonts } from '../fonts';
import { FRAME } from './format';
import { ScenePainter } from './scene-painter';
import { drawTransition, transitionFrames } from './transitions';
import type { Scene, Storyboard } from './storyboard';

/** Lets other work of the process have a turn: drawing holds the thread. */
const breathe = (): Promise<void> => new Promise(setImmediate);

/**
 * Draws the pictures of a storyboard. Each depends on nothing but the storyboard, the seed and its number, so that any
 * scene can be drawn alone.
 */
export class Film {
  readonly #canvas = createCanvas(FRAME.width, FRAME.height);
  /** The scene that is on, and the one that it follows. */
  #painters: { on: ScenePainter; before: ScenePainter } | undefined;
  #loaded = -1;

  constructor(
    private readonly storyboard: Storyboard,
    private readonly seed: number,
  ) {}

  /** The pictures of one scene, in order, as raw RGBA. A buffer is good until the next is asked for. */
  async *frames(scene: Scene): AsyncGenerator<Buffer, void> {
    const { on, before } = this.#load(scene);
    const pen = this.#canvas.getContext('2d');
    const transition = scene.index > 0 ? transitionFrames(scene.frames) : 0;
    const last = this.storyboard.scenes[scene.index - 1]?.frames ?? 0;
    for (let frame = 0; frame < scene.frames; frame += 1) {
      if (frame < transition) {
        const pictures = {
          from: (layer: SKRSContext2D, caption?: number): void => before.draw(layer, last + frame, caption),
          to: (layer: SKRSContext2D, caption?: number): void => on.draw(layer, frame, caption),
        };
        drawTransition(pen, pictures, { index: scene.index, frame, frames: transition }, on.palette.accent);
      } else {
        on.draw(pen, frame);
      }
      this.#drawPosition(pen, scene, frame, on.palette.accent);
      yield this.#canvas.data();
      await breathe();
    }
  }

  #load(scene: Scene): { on: ScenePainter; before: ScenePainter } {
    registerFonts();
    const { on, before } = this.#painters ?? { on: new ScenePainter(), before: new ScenePainter() };
    // In a row, the scene that was on becomes the one before, and its canvases need no new drawing.
    const follows = this.#loaded === scene.index - 1;
    this.#painters = follows ? { on: before, before: on } : { on, before };
    const previous = this.storyboard.scenes[scene.index - 1];
    if (!follows && previous) this.#painters.before.load(previous, this.seed);
    this.#painters.on.load(scene, this.seed);
    this.#loaded = scene.index;
    return this.#painters;
  }

  /** Which scene of how many, and how far into the whole. */
  #drawPosition(pen: SKRSContext2D, scene: Scene, frame: number, accent: string): void {
    const [margin, y, height] = [64, FRAME.height - 46, 6];
    const width = FRAME.width - 2 * margin;
    const progress = (scene.start + frame + 1) / this.storyboard.frames;
    bar(pen, margin, y, width, height, '#ffffff38');
    bar(pen, margin, y, Math.max(height, width * progress), height, accent);
    const digits = String(this.storyboard.scenes.length).length;
    const position = `${String(scene.index + 1).padStart(digits, '0')} / ${this.storyboard.scenes.length}`;
    pen.font = `22px "${FONT.medium}"`;
    pen.textAlign = 'right';
    pen.textBaseline = 'alphabetic';
    pen.fillStyle = '#ffffffd9';
    pen.fillText(position, FRAME.width - margin, y - 18);
  }
}

function bar(pen: SKRSContext2D, x: number, y: number, width: number, height: number, colour: string): void {
  pen.beginPath();
  pen.roundRect(x, y, width, height, height / 2);
  pen.fillStyle = colour;
  pen.fill();
}
