import type { SKRSContext2D } from '@napi-rs/canvas';

/**
 * The lines of each digit in a box one wide and one high, each a row of `x,y` points: no font is needed, so none
 * can be missing.
 */
const LINES: Readonly<Record<string, readonly string[]>> = {
  0: ['0,0 1,0 1,1 0,1 0,0'],
  1: ['0.2,0.25 0.6,0 0.6,1'],
  2: ['0,0 1,0 1,0.5 0,0.5 0,1 1,1'],
  3: ['0,0 1,0 1,1 0,1', '0.3,0.5 1,0.5'],
  4: ['0,0 0,0.55 1,0.55', '0.75,0.15 0.75,1'],
  5: ['1,0 0,0 0,0.5 1,0.5 1,1 0,1'],
  6: ['1,0 0,0 0,1 1,1 1,0.5 0,0.5'],
  7: ['0,0 1,0 0.4,1'],
  8: ['0,0 1,0 1,1 0,1 0,0', '0,0.5 1,0.5'],
  9: ['1,0.5 0,0.5 0,0 1,0 1,1 0,1'],
};

const WIDTH = 140;
const HEIGHT = 48;
const DIGIT = { width: 14, height: 26, pitch: 31 };
const STRAY_LINES = 6;

/** A PNG that shows the digits: each turned, moved and bent at random, with lines across. */
export async function digitPicture(digits: string): Promise<Buffer> {
  // Only an installation that asks for captchas pays for the canvas.
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f4f4f2';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.lineCap = context.lineJoin = 'round';
  for (let i = 0; i < STRAY_LINES; i++) drawStrayLine(context);
  [...digits].forEach((digit, place) => drawDigit(context, digit, place));
  return canvas.encode('png');
}

function drawDigit(context: SKRSContext2D, digit: string, place: number): void {
  context.save();
  context.translate(24 + place * DIGIT.pitch + between(-3, 3), HEIGHT / 2 + between(-5, 5));
  context.rotate(between(-0.3, 0.3));
  context.scale(between(0.9, 1.2), between(0.85, 1.15));
  context.strokeStyle = `hsl(${between(0, 360)}, 60%, 32%)`;
  context.lineWidth = between(2.5, 4);
  for (const line of LINES[digit] ?? []) {
    context.beginPath();
    for (const point of line.split(' ')) {
      const [x = 0, y = 0] = point.split(',').map(Number);
      context.lineTo(
        (x - 0.5) * DIGIT.width + between(-1.5, 1.5),
        (y - 0.5) * DIGIT.height + between(-1.5, 1.5),
      );
    }
    context.stroke();
  }
  context.restore();
}

function drawStrayLine(context: SKRSContext2D): void {
  context.strokeStyle = `hsla(${between(0, 360)}, 50%, 45%, 0.6)`;
  context.lineWidth = between(0.8, 1.8);
  context.beginPath();
  context.moveTo(between(0, WIDTH), between(0, HEIGHT));
  context.quadraticCurveTo(between(0, WIDTH), between(0, HEIGHT), between(0, WIDTH), between(0, HEIGHT));
  context.stroke();
}

/** Where a line bends decides nothing, so it need not be a secret. */
function between(low: number, high: number): number {
  return low + Math.random() * (high - low);
}
