import type { Brush } from './brush';

/* As the creatures: about 100 high, standing on the origin and centred over it. */

type Draw = (brush: Brush, random: () => number) => void;

const BRIGHT = ['#e4574f', '#f0a03c', '#4a8fd8', '#3fa582', '#9a6bd0'] as const;

function bright(random: () => number): string {
  return BRIGHT[Math.floor(random() * BRIGHT.length)] ?? BRIGHT[0];
}

export const flower: Draw = (brush, random) => {
  for (const [x, tall, scale] of [
    [0, 82, 1],
    [-27, 58, 0.72],
    [26, 64, 0.78],
  ] as const) {
    const petal =
      ['#ff7f96', '#ffd45e', '#ffffff', '#b98cff', '#ff9f5e'][Math.floor(random() * 5)] ?? '#ff7f96';
    brush.stroke('#3f8a46', 4.4 * scale, (pen) => {
      pen.moveTo(x * 0.5, 0);
      pen.quadraticCurveTo(x * 0.6, -tall * 0.5, x, -tall);
    });
    brush.ellipse(x * 0.7 + 10 * scale, -tall * 0.42, 11 * scale, 4.6 * scale, '#57a552', -0.6);
    brush.at(x, -tall, scale, () => {
      for (let n = 0; n < 8; n++) {
        const turn = (n * Math.PI) / 4;
        brush.ellipse(Math.cos(turn) * 13, Math.sin(turn) * 13, 10.5, 6.4, petal, turn);
      }
      brush.circle(0, 0, 8.4, petal === '#ffd45e' ? '#8a5a2b' : '#f7b733');
    });
  }
};

export const tree: Draw = (brush) => {
  brush.polygon('#7a5236', -7, 0, -4.5, -58, 4.5, -58, 7, 0);
  for (const [x, y, r, colour] of [
    [-20, -62, 24, '#3f8a46'],
    [21, -64, 23, '#4b9a4f'],
    [0, -90, 29, '#5aae58'],
    [-4, -66, 22, '#66ba62'],
  ] as const)
    brush.circle(x, y, r, colour);
  for (const [x, y] of [
    [-18, -70],
    [12, -84],
    [20, -58],
    [-4, -100],
  ] as const)
    brush.circle(x, y, 3.6, '#e4574f');
};

export const house: Draw = (brush, random) => {
  brush.rect(14, -92, 12, 26, '#9b6a53');
  brush.rect(-40, -56, 80, 56, '#fbeed8');
  brush.polygon(bright(random), -50, -54, 0, -98, 50, -54);
  brush.rect(-10, -32, 20, 32, '#8a5a3b', 3);
  brush.circle(6, -16, 1.8, '#ffd45e');
  for (const x of [-31, 17]) {
    brush.rect(x, -44, 14, 16, '#8fd0ef', 2);
    brush.rect(x + 6, -44, 2, 16, '#ffffff');
    brush.rect(x, -37, 14, 2, '#ffffff');
  }
};

export const boat: Draw = (brush, random) => {
  brush.rect(-2, -100, 4, 82, '#8a6242');
  brush.polygon('#ffffff', 4, -98, 44, -26, 4, -26);
  brush.polygon(bright(random), -4, -88, -36, -26, -4, -26);
  brush.shape('#8a4b32', (pen) => {
    pen.moveTo(-50, -20);
    pen.lineTo(54, -20);
    pen.quadraticCurveTo(42, 4, 26, 4);
    pen.lineTo(-26, 4);
    pen.quadraticCurveTo(-42, 2, -50, -20);
  });
  brush.rect(-46, -16, 94, 4, '#ffffffc0');
  brush.ellipse(0, 6, 62, 3.4, '#ffffff66');
};

export const car: Draw = (brush, random) => {
  const paint = bright(random);
  brush.ellipse(0, 1, 62, 5, '#00000033');
  brush.shape(paint, (pen) => {
    pen.moveTo(-34, -34);
    pen.quadraticCurveTo(-26, -60, -8, -60);
    pen.lineTo(14, -60);
    pen.quadraticCurveTo(30, -60, 40, -34);
  });
  brush.rect(-58, -36, 116, 27, paint, 11);
  brush.polygon('#cfeaf7', -27, -36, -21, -50, -3, -53, -3, -36);
  brush.polygon('#cfeaf7', 3, -36, 3, -53, 15, -53, 30, -36);
  brush.circle(55, -24, 4.4, '#fff3c4');
  for (const x of [-33, 33]) {
    brush.circle(x, -9, 13, '#2a2d36');
    brush.circle(x, -9, 6, '#c9d0da');
  }
};

export const balloon: Draw = (brush, random) => {
  const paint = bright(random);
  brush.at(0, -95, 1, () => {
    for (const side of [-1, 1])
      brush.stroke('#6b5138', 1.4, (pen) => {
        pen.moveTo(side * 22, 24);
        pen.lineTo(side * 9, 58);
      });
    brush.shape(paint, (pen) => {
      pen.moveTo(-14, 42);
      pen.bezierCurveTo(-66, 0, -48, -60, 0, -60);
      pen.bezierCurveTo(48, -60, 66, 0, 14, 42);
    });
    for (const x of [-22, 22]) brush.ellipse(x, -9, 10, 45, '#ffffff59', x > 0 ? -0.12 : 0.12);
    brush.rect(-11, 57, 22, 16, '#a9743f', 3);
  });
};

export const rocket: Draw = (brush, random) => {
  const paint = bright(random);
  brush.polygon('#ffb23e', -11, -22, 0, 14, 11, -22);
  brush.polygon('#fff0a8', -6, -22, 0, 2, 6, -22);
  for (const side of [-1, 1]) brush.polygon(paint, side * 14, -50, side * 34, -18, side * 12, -24);
  brush.shape('#eef2f8', (pen) => {
    pen.moveTo(-16, -22);
    pen.bezierCurveTo(-26, -70, -12, -106, 0, -122);
    pen.bezierCurveTo(12, -106, 26, -70, 16, -22);
  });
  brush.shape(paint, (pen) => {
    pen.moveTo(-14.5, -94);
    pen.quadraticCurveTo(-8, -112, 0, -122);
    pen.quadraticCurveTo(8, -112, 14.5, -94);
  });
  brush.circle(0, -70, 10, paint);
  brush.circle(0, -70, 7, '#9fdcf5');
};

export const cup: Draw = (brush, random) => {
  const paint = bright(random);
  brush.ellipse(0, -1, 52, 7, '#ffffffd9');
  brush.stroke(paint, 8, (pen) => pen.arc(34, -32, 14, -0.5 * Math.PI, 0.6 * Math.PI));
  brush.shape(paint, (pen) => {
    pen.moveTo(-36, -58);
    pen.lineTo(36, -58);
    pen.quadraticCurveTo(34, -3, 14, -3);
    pen.lineTo(-14, -3);
    pen.quadraticCurveTo(-34, -3, -36, -58);
  });
  brush.ellipse(0, -58, 36, 9, '#ffffffd9');
  brush.ellipse(0, -57, 31, 6.6, '#6b4226');
  for (const x of [-14, 2, 18])
    brush.stroke('#ffffffa0', 3.4, (pen) => {
      pen.moveTo(x, -72);
      pen.bezierCurveTo(x - 9, -82, x + 9, -90, x, -102);
    });
};

export const book: Draw = (brush, random) => {
  const paint = bright(random);
  for (const side of [-1, 1]) {
    brush.polygon(paint, 0, -4, side * 56, -14, side * 56, -72, 0, -60);
    brush.shape('#fffaf0', (pen) => {
      pen.moveTo(0, -10);
      pen.quadraticCurveTo(side * 26, -22, side * 51, -18);
      pen.lineTo(side * 51, -74);
      pen.quadraticCurveTo(side * 26, -78, 0, -66);
    });
    for (let n = 0; n < 5; n++)
      brush.stroke('#b9b2a4', 1.8, (pen) => {
        pen.moveTo(side * 8, -60 + n * 10);
        pen.lineTo(side * 43, -66 + n * 10);
      });
  }
};
