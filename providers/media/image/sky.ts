import type { Brush } from './brush';
import type { Scene } from './scene';

/** The picture's size in pixels, and the smaller side's hundredth, in which all else is measured. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  /** Where the sky ends, in pixels from the top. */
  readonly horizon: number;
}

const SKIES: Readonly<Record<Scene['time'], readonly [string, string, string]>> = {
  day: ['#3f8fe0', '#8cc8f2', '#e9f6f7'],
  dawn: ['#5b6bb5', '#f2a48f', '#ffe3b3'],
  dusk: ['#2f2a5f', '#b8496f', '#ffb066'],
  night: ['#070b24', '#152452', '#34477f'],
};

/** Sky, with its sun or moon, clouds or stars. */
export function drawSky(brush: Brush, frame: Frame, { time, place }: Scene, random: () => number): void {
  const { pen } = brush;
  const { width, height, unit, horizon } = frame;
  const sky = pen.createLinearGradient(0, 0, 0, place === 'space' ? height : horizon);
  SKIES[time].forEach((colour, n) =>
    sky.addColorStop(n / 2, place === 'space' && n > 0 ? '#1a1440' : colour),
  );
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  const x = width * (0.18 + random() * 0.64);
  if (time === 'night') {
    drawStars(brush, frame, place === 'space' ? height : horizon, random);
    if (place !== 'space') drawMoon(brush, x, horizon * 0.3, 6.5 * unit);
    return;
  }
  const low = time !== 'day';
  const y = low ? horizon - 6 * unit : horizon * 0.3;
  brush.glow(x, y, 46 * unit, low ? '#ffd9a0cc' : '#fff6d0cc');
  brush.circle(x, y, (low ? 10 : 7) * unit, low ? '#fff0cc' : '#fffbe3');
  const colour = low ? '#ffffff4d' : '#ffffffcc';
  for (let n = 0; n < 4; n++) {
    const at = (n + 0.2 + random() * 0.6) / 4;
    drawCloud(brush, width * at, horizon * (0.12 + random() * 0.5), (5 + random() * 5) * unit, colour);
  }
}

function drawStars(brush: Brush, { width, unit }: Frame, height: number, random: () => number): void {
  brush.glow(width * random(), height * 0.4, 60 * unit, '#6a4fd040');
  for (let n = 0; n < 150; n++) {
    const size = unit * (0.08 + random() ** 4 * 0.45);
    const alpha = Math.round(90 + random() * 165).toString(16);
    brush.circle(random() * width, random() * height, size, `#ffffff${alpha}`);
  }
}

function drawMoon(brush: Brush, x: number, y: number, radius: number): void {
  brush.glow(x, y, radius * 4, '#dfe8ff55');
  // A crescent: the long way round its disc, and back along the shadow's edge.
  brush.shape('#f4f1de', (pen) => {
    pen.arc(x, y, radius, -1.1, 1.1, true);
    pen.arc(x + radius * 0.5, y, radius * 0.892, 1.62, -1.62);
  });
}

function drawCloud(brush: Brush, x: number, y: number, size: number, colour: string): void {
  brush.shape(colour, (pen) => {
    pen.ellipse(x, y, size * 1.5, size * 0.42, 0, 0, 2 * Math.PI);
    pen.ellipse(x - size * 0.5, y - size * 0.32, size * 0.62, size * 0.52, 0, 0, 2 * Math.PI);
    pen.ellipse(x + size * 0.35, y - size * 0.42, size * 0.78, size * 0.66, 0, 0, 2 * Math.PI);
  });
}

/** What falls in front of everything. */
export function drawWeather(
  brush: Brush,
  { width, height, unit }: Frame,
  weather: Scene['weather'],
  random: () => number,
): void {
  if (weather === 'clear') return;
  for (let n = 0; n < 130; n++) {
    const [x, y, size] = [random() * width * 1.1, random() * height, unit * (0.5 + random())];
    if (weather === 'snow') brush.circle(x, y, size * 0.55, '#ffffffd9');
    else
      brush.stroke('#e6f2ff80', unit * 0.28, (pen) => {
        pen.moveTo(x, y);
        pen.lineTo(x - size * 0.9, y + size * 3.4);
      });
  }
}
