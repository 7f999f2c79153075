import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { drawable, FONT, registerFonts } from '../media/fonts';

const WIDTH = 900;
const HEIGHT = 383;
const MARGIN = 72;
const LARGEST = 64;
const SMALLEST = 34;
const MOST_LINES = 3;
/** Of 100. */
const QUALITY = 90;

/** Canvases are used again: the 1.4 MB of one are not V8's, which therefore collects them late. */
const unused: Canvas[] = [];

/**
 * A JPEG of 900 × 383, the shape of an article's cover, that shows its title. The same title gives the same picture. As
 * PNG it would take 17 times the processor time, 0.17 s, which all the publications of one minute wait for.
 */
export async function titleCover(title: string): Promise<Buffer> {
  const canvas = unused.pop() ?? createCanvas(WIDTH, HEIGHT);
  try {
    draw(title, canvas);
    return await canvas.encode('jpeg', QUALITY);
  } finally {
    unused.push(canvas);
  }
}

function draw(title: string, canvas: Canvas): void {
  registerFonts();
  const pen = canvas.getContext('2d');
  const hue = [...title].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 360, 7);
  const ground = pen.createLinearGradient(0, 0, WIDTH, HEIGHT);
  ground.addColorStop(0, `hsl(${hue}, 48%, 30%)`);
  ground.addColorStop(1, `hsl(${(hue + 40) % 360}, 55%, 48%)`);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = 'rgba(255, 255, 255, 0.16)';
  pen.fillRect(MARGIN, HEIGHT - MARGIN, WIDTH - 2 * MARGIN, 4);

  const words = drawable(title);
  let size = LARGEST;
  let lines = wrapped(words, size);
  while (lines.length > MOST_LINES && size > SMALLEST) {
    size -= 6;
    lines = wrapped(words, size);
  }
  pen.fillStyle = '#fff';
  pen.textBaseline = 'middle';
  pen.font = fontOf(size);
  const shown = lines.slice(0, MOST_LINES);
  const top = HEIGHT / 2 - ((shown.length - 1) * size * 1.3) / 2 - 12;
  for (const [index, line] of shown.entries()) pen.fillText(line, MARGIN, top + index * size * 1.3);

  /** Breaks between any two characters, as Chinese does. */
  function wrapped(text: string, height: number): string[] {
    pen.font = fontOf(height);
    const broken: string[] = [];
    let line = '';
    for (const character of text) {
      if (line !== '' && pen.measureText(line + character).width > WIDTH - 2 * MARGIN) {
        broken.push(line);
        line = '';
      }
      line += character;
    }
    return line === '' ? broken : [...broken, line];
  }
}

function fontOf(size: number): string {
  return `${size}px "${FONT.bold}"`;
}
