import type { Brush } from './brush';
import type { Place, Scene } from './scene';
import type { Frame } from './sky';

type Ground = (brush: Brush, frame: Frame, random: () => number) => void;

/** Colours of a place, from what is far to what is near. */
const LAND = {
  meadow: ['#a9d08e', '#7fbf6a', '#5aa552', '#3f8a46'],
  garden: ['#b5d89a', '#86c46c', '#5fae55', '#468f49'],
  mountains: ['#9fb4cf', '#7289ad', '#4e6a86', '#3c6a55'],
  forest: ['#8fb89a', '#5c9270', '#3b7453', '#275a3f'],
  desert: ['#f1d6a4', '#e6bd7c', '#d9a25c', '#c78645'],
  snow: ['#d3e1f0', '#e4eef8', '#f2f7fc', '#ffffff'],
} as const;

/** A wave of land over the whole width, from `top` (0 to 1 of the ground) down. */
function ridge(
  brush: Brush,
  frame: Frame,
  colour: string,
  top: number,
  swing: number,
  random: () => number,
): void {
  const { width, height, horizon, unit } = frame;
  const [shift, pace] = [random() * 7, (0.9 + random() * 0.8) / (26 * unit)];
  const base = horizon + (height - horizon) * top;
  brush.shape(colour, (pen) => {
    pen.moveTo(0, height);
    for (let x = 0; x <= width + unit; x += unit) {
      const bend = Math.sin(x * pace + shift) + 0.4 * Math.sin(x * pace * 2.3 + 2 * shift);
      pen.lineTo(x, base + bend * swing * unit);
    }
    pen.lineTo(width + unit, height);
  });
}

function rolling(colours: readonly string[]): Ground {
  return (brush, frame, random) =>
    colours.forEach((colour, n) => ridge(brush, frame, colour, n * 0.24 - 0.06, 3.4 - n * 0.6, random));
}

function peaks(brush: Brush, { width, unit, horizon }: Frame, random: () => number): void {
  for (const [layer, colour] of ['#8ea6c6', '#64809f'].entries()) {
    for (let x = -10 * unit; x < width + 20 * unit; x += (22 + random() * 16) * unit) {
      const [top, half] = [(34 - layer * 11 + random() * 14) * unit, (22 + random() * 8) * unit];
      brush.polygon(colour, x - half, horizon + 4 * unit, x, horizon - top, x + half, horizon + 4 * unit);
      const cap = 0.24;
      brush.polygon(
        '#f6fafd',
        ...[x, horizon - top, x + half * cap, horizon - top * (1 - cap)],
        ...[
          x + half * 0.08,
          horizon - top * (1 - cap * 0.72),
          x - half * 0.06,
          horizon - top * (1 - cap * 1.1),
        ],
        ...[x - half * cap, horizon - top * (1 - cap)],
      );
    }
  }
}

function pines(brush: Brush, frame: Frame, colour: string, depth: number, random: () => number): void {
  const { width, height, horizon, unit } = frame;
  const foot = horizon + (height - horizon) * depth;
  for (let x = 0; x < width + 6 * unit; x += (5 + random() * 6) * unit) {
    const tall = (16 + random() * 14) * unit * (0.8 + depth);
    for (let part = 0; part < 3; part++) {
      const [top, half] = [foot - tall * (1 - part * 0.22), tall * (0.13 + part * 0.06)];
      brush.polygon(colour, x - half, top + tall * 0.42, x, top, x + half, top + tall * 0.42);
    }
  }
}

const sea: Ground = (brush, frame, random) => {
  const { pen } = brush;
  const { width, height, horizon, unit } = frame;
  const water = pen.createLinearGradient(0, horizon, 0, height);
  water.addColorStop(0, '#4fb0cf');
  water.addColorStop(1, '#0f5586');
  pen.fillStyle = water;
  pen.fillRect(0, horizon, width, height - horizon);
  for (let n = 0; n < 60; n++) {
    const near = random();
    const [x, y, long] = [random() * width, horizon + (height - horizon) * near, unit * (2 + near * 9)];
    brush.ellipse(x, y, long, unit * (0.12 + near * 0.22), '#ffffff38');
  }
  brush.shape('#f0dcae', (shore) => {
    shore.moveTo(0, height);
    shore.lineTo(0, height - 9 * unit);
    shore.bezierCurveTo(
      width * 0.3,
      height - 15 * unit,
      width * 0.6,
      height - 3 * unit,
      width,
      height - 8 * unit,
    );
    shore.lineTo(width, height);
  });
};

const city: Ground = (brush, frame, random) => {
  const { width, height, horizon, unit } = frame;
  for (const [layer, colours] of [
    ['#7f93b5', '#8fa3c2'],
    ['#44557a', '#3a4a6c', '#4d5f86'],
  ].entries()) {
    for (let x = -2 * unit; x < width;) {
      const wide = (7 + random() * 9) * unit;
      const tall = (layer === 0 ? 24 : 14) * unit + random() * 30 * unit;
      brush.rect(
        x,
        horizon - tall,
        wide,
        tall + 4 * unit,
        colours[Math.floor(random() * colours.length)] ?? '#44557a',
      );
      if (layer === 1) windows(brush, x, horizon - tall, wide, tall, unit, random);
      x += wide + random() * 2 * unit;
    }
  }
  brush.rect(0, horizon, width, height - horizon, '#59606f');
  brush.rect(0, horizon, width, 5 * unit, '#8a919f');
  const road = (horizon + 5 * unit + height) / 2;
  for (let x = 0; x < width; x += 14 * unit) brush.rect(x, road, 8 * unit, 1.1 * unit, '#f3e3a6');
};

function windows(
  brush: Brush,
  x: number,
  top: number,
  wide: number,
  tall: number,
  unit: number,
  random: () => number,
): void {
  for (let y = top + 2 * unit; y < top + tall - 2 * unit; y += 3.4 * unit)
    for (let at = x + 1.3 * unit; at < x + wide - 2 * unit; at += 2.8 * unit)
      brush.rect(at, y, 1.5 * unit, 1.9 * unit, random() < 0.55 ? '#ffe9a8d0' : '#ffffff2b');
}

const space: Ground = (brush, { width, height, unit }, random) => {
  const [x, y, radius] = [width * (0.2 + random() * 0.6), height * 0.34, (13 + random() * 7) * unit];
  brush.glow(x, y, radius * 2.4, '#7f6dff50');
  brush.circle(x, y, radius, '#d98e6a');
  brush.shape('#c4744f', (pen) =>
    pen.ellipse(x, y + radius * 0.25, radius * 0.95, radius * 0.2, 0.1, 0, 2 * Math.PI),
  );
  brush.stroke('#f3dcb8cc', unit * 1.4, (pen) =>
    pen.ellipse(x, y, radius * 1.75, radius * 0.42, -0.32, -0.15 * Math.PI, 1.15 * Math.PI),
  );
  brush.ellipse(width * 0.5, height * 1.16, width * 0.9, height * 0.36, '#8d92a8');
  for (let n = 0; n < 9; n++) {
    const at = random();
    brush.ellipse(
      width * at,
      height * (0.88 + random() * 0.1),
      unit * (1.5 + random() * 4),
      unit * 1.2,
      '#747990',
    );
  }
};

/** For words that name nothing that is known here: bands of light, as on a dune or a sea. */
const waves: Ground = (brush, frame, random) => {
  const hue = Math.floor(random() * 360);
  for (let n = 0; n < 7; n++) {
    const colour = `hsl(${(hue + n * 17) % 360}, ${62 - n * 3}%, ${72 - n * 8}%)`;
    ridge(brush, frame, colour, n * 0.17 - 0.3, 5.5 - n * 0.3, random);
  }
};

const GROUNDS: Readonly<Record<Place, Ground>> = {
  meadow: rolling(LAND.meadow),
  garden(brush, frame, random) {
    rolling(LAND.garden)(brush, frame, random);
    const { width, height, horizon, unit } = frame;
    for (let x = 0; x < width + 4 * unit; x += 7 * unit)
      brush.rect(x, horizon - 4 * unit, 3.4 * unit, 15 * unit, '#fbf4e6', 1.7 * unit);
    brush.rect(0, horizon + 0.5 * unit, width, 1.8 * unit, '#efe3cd');
    brush.rect(0, horizon + 6 * unit, width, 1.8 * unit, '#efe3cd');
    ridge(brush, frame, LAND.garden[2], 0.3, 1.4, random);
    ridge(brush, frame, LAND.garden[3], 0.62, 1.2, random);
    for (let n = 0; n < 46; n++) {
      const near = random();
      const petal = ['#ff7f96', '#ffd45e', '#ffffff', '#b98cff'][n % 4] ?? '#ffffff';
      const y = horizon + (height - horizon) * (0.4 + near * 0.58);
      brush.circle(random() * width, y, unit * (0.4 + near * 0.75), petal);
    }
  },
  mountains(brush, frame, random) {
    peaks(brush, frame, random);
    rolling(LAND.mountains.slice(2))(brush, frame, random);
  },
  forest(brush, frame, random) {
    ridge(brush, frame, LAND.forest[0], 0, 1.5, random);
    pines(brush, frame, LAND.forest[1], 0.12, random);
    pines(brush, frame, LAND.forest[2], 0.34, random);
    ridge(brush, frame, LAND.forest[3], 0.36, 1.2, random);
  },
  desert: rolling(LAND.desert),
  snow(brush, frame, random) {
    peaks(brush, frame, random);
    pines(brush, frame, '#6f93a3', 0.1, random);
    rolling(LAND.snow)(brush, frame, random);
  },
  sea,
  city,
  space,
  waves,
};

export function drawGround(brush: Brush, frame: Frame, scene: Scene, random: () => number): void {
  GROUNDS[scene.place](brush, frame, random);
}
