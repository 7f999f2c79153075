import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { drawable, FONT, registerFonts } from '../fonts';
import { languageOf } from '../text/language';
import { plainLine } from '../text/plain';
import { wrapLines } from '../text/wrap';
import { randomFrom } from '../video/random';
import { Brush } from './brush';
import * as creatures from './creatures';
import { drawGround } from './grounds';
import type { ImageOrder, ImageRenderer } from './image-model';
import { sceneOf, type Scene, type Subject } from './scene';
import { drawSky, drawWeather, type Frame } from './sky';
import * as things from './things';

const FIGURES: Readonly<Record<Subject, (brush: Brush, random: () => number) => void>> = {
  ...creatures,
  ...things,
};
const MOST_CAPTION_LINES = 2;

/**
 * The pictures of an installation without a real model: a scene of what the prompt names, in its time of day and
 * weather, with the prompt and the word that it is a demonstration below. The same prompt makes the same picture.
 */
export const demoImageRenderer: ImageRenderer = {
  async render(order) {
    registerFonts();
    const { width, height } = order;
    const canvas = createCanvas(width, height);
    draw(canvas.getContext('2d'), order);
    return { bytes: await canvas.encode('png'), contentType: 'image/png', width, height };
  },
};

function draw(pen: SKRSContext2D, { prompt, width, height }: ImageOrder): void {
  const random = randomFrom(seedOf(prompt));
  const scene = sceneOf(prompt);
  const frame: Frame = {
    width,
    height,
    unit: Math.min(width, height) / 100,
    horizon: height * (0.52 + random() * 0.06),
  };
  const brush = new Brush(pen);
  drawSky(brush, frame, scene, random);
  drawGround(brush, frame, scene, random);
  dim(pen, frame, scene);
  drawFigures(brush, frame, scene, random);
  drawWeather(brush, frame, scene.weather, random);
  drawCaption(brush, frame, prompt);
}

/** By night and in low light the land is darker than its own colours. */
function dim(pen: SKRSContext2D, { width, height, horizon }: Frame, { time, place }: Scene): void {
  if (time === 'day' || place === 'space') return;
  pen.fillStyle = { night: '#0a124088', dawn: '#f2a48f33', dusk: '#5a245a55' }[time];
  pen.fillRect(0, horizon, width, height - horizon);
}

function drawFigures(brush: Brush, frame: Frame, { subjects, place }: Scene, random: () => number): void {
  const { width, height, unit, horizon } = frame;
  const foot = height - 17 * unit;
  // The one that is named first stands in front, in the middle; the others beside it, further back.
  const places = [
    { x: 0.5, y: foot, size: 0.48 },
    { x: 0.22, y: horizon + (foot - horizon) * 0.55, size: 0.3 },
    { x: 0.8, y: horizon + (foot - horizon) * 0.5, size: 0.3 },
  ];
  for (const [n, subject] of [...subjects.entries()].reverse()) {
    const { x, y, size } = places[n] ?? { x: 0.5, y: foot, size: 0.4 };
    const floats = subject === 'rocket' || subject === 'balloon';
    const scale = size * unit;
    const at = width * (x + (random() - 0.5) * 0.06);
    if (!floats && subject !== 'bird' && subject !== 'fish' && place !== 'sea')
      brush.ellipse(at, y, 44 * scale, 5 * scale, '#0000002e');
    brush.at(at, floats ? y - 22 * unit : y, scale, () => FIGURES[subject](brush, random), random() < 0.4);
  }
}

/** A strip with the prompt and what this picture is. */
function drawCaption(brush: Brush, { width, height, unit }: Frame, prompt: string): void {
  const { pen } = brush;
  const size = 2.9 * unit;
  const side = 4 * unit;
  const label = languageOf(prompt) === 'zh' ? '演示图片' : 'Demonstration';
  pen.textBaseline = 'middle';
  pen.font = `${size * 0.78}px "${FONT.bold}"`;
  const badge = pen.measureText(label).width + 2.4 * unit;
  pen.font = `${size}px "${FONT.medium}"`;
  const room = width - 2 * side - badge - 2 * unit;
  const lines = captionLines(pen, prompt, room);
  const tall = lines.length * size * 1.45 + 3 * unit;
  const top = height - tall;
  brush.rect(0, top, width, tall, '#0b1020b8');
  pen.fillStyle = '#ffffff';
  lines.forEach((line, n) => pen.fillText(line, side, top + 1.5 * unit + (n + 0.5) * size * 1.45));
  brush.rect(width - side - badge, top + tall / 2 - 2.2 * unit, badge, 4.4 * unit, '#ffd45e', 2.2 * unit);
  pen.font = `${size * 0.78}px "${FONT.bold}"`;
  pen.fillStyle = '#2a2440';
  pen.fillText(label, width - side - badge + 1.2 * unit, top + tall / 2);
}

function captionLines(pen: SKRSContext2D, prompt: string, room: number): string[] {
  const measure = (text: string) => pen.measureText(text).width;
  const lines = wrapLines(drawable(plainLine(prompt)), room, measure);
  if (lines.length <= MOST_CAPTION_LINES) return lines.length > 0 ? lines : [' '];
  const kept = lines.slice(0, MOST_CAPTION_LINES);
  const last = [...(kept.at(-1) ?? '')].slice(0, -1).join('');
  return [...kept.slice(0, -1), `${last}…`];
}

/** FNV-1a. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
