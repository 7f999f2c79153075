import type { Brush } from './brush';

/*
 * Figures about 100 high and 80 wide, standing on the origin and centred over it; `random` chooses their colours.
 */

type Draw = (brush: Brush, random: () => number) => void;

function one<T>(random: () => number, ...of: readonly [T, ...T[]]): T {
  return of[Math.floor(random() * of.length)] ?? of[0];
}

function eyes(brush: Brush, y: number, apart: number, size: number): void {
  for (const side of [-1, 1]) {
    brush.ellipse(side * apart, y, size * 0.8, size, '#23262f');
    brush.circle(side * apart + size * 0.25, y - size * 0.35, size * 0.3, '#ffffff');
  }
}

export const cat: Draw = (brush, random) => {
  const fur = one(random, '#f2a65a', '#7d828f', '#3d3a44', '#e9dcc9');
  const dark = fur === '#3d3a44' ? '#2a2830' : '#00000026';
  brush.stroke(fur, 8, (pen) => {
    pen.moveTo(24, -12);
    pen.bezierCurveTo(56, -8, 52, -46, 36, -54);
  });
  brush.ellipse(0, -26, 27, 28, fur);
  brush.ellipse(0, -18, 13, 18, '#fff7ea');
  brush.polygon(fur, -25, -72, -21, -100, -4, -82);
  brush.polygon(fur, 25, -72, 21, -100, 4, -82);
  brush.polygon('#f7b6ae', -20, -78, -19, -92, -9, -83);
  brush.polygon('#f7b6ae', 20, -78, 19, -92, 9, -83);
  brush.ellipse(0, -66, 28, 23, fur);
  for (const x of [-6, 0, 6]) brush.ellipse(x, -84, 1.8, 6, dark);
  brush.ellipse(0, -57, 13, 9, '#fff7ea');
  eyes(brush, -68, 11, 4.6);
  brush.polygon('#e5837b', -3.4, -62, 3.4, -62, 0, -58);
  brush.stroke('#5b4a44', 1.3, (pen) => {
    pen.moveTo(-5, -53);
    pen.quadraticCurveTo(-2, -50, 0, -57);
    pen.quadraticCurveTo(2, -50, 5, -53);
  });
  for (const side of [-1, 1])
    for (const dip of [-2, 2])
      brush.stroke('#ffffffc0', 1, (pen) => {
        pen.moveTo(side * 12, -58 + dip / 2);
        pen.lineTo(side * 33, -59 + dip * 2);
      });
  for (const side of [-1, 1]) brush.ellipse(side * 12, -3, 9, 5, '#fff7ea');
};

export const dog: Draw = (brush, random) => {
  const fur = one(random, '#c98f55', '#8a6242', '#e8d3b0');
  brush.stroke(fur, 7, (pen) => {
    pen.moveTo(22, -20);
    pen.quadraticCurveTo(44, -26, 42, -48);
  });
  brush.ellipse(0, -26, 26, 28, fur);
  brush.ellipse(0, -20, 13, 19, '#fff4e0');
  brush.ellipse(0, -68, 25, 24, fur);
  brush.ellipse(-25, -66, 8, 19, '#6b4a31', 0.25);
  brush.ellipse(25, -66, 8, 19, '#6b4a31', -0.25);
  brush.ellipse(0, -58, 14, 11, '#fff4e0');
  eyes(brush, -72, 10, 4.2);
  brush.ellipse(0, -63, 5, 3.6, '#2c2725');
  brush.ellipse(0, -50, 4, 6, '#e5737b');
  brush.rect(-16, -46, 32, 5, '#d7424a', 2);
  brush.circle(0, -41, 3.4, '#ffd45e');
  for (const side of [-1, 1]) brush.ellipse(side * 12, -3, 10, 5, '#fff4e0');
};

export const bird: Draw = (brush, random) => {
  const body = one(random, '#ffffff', '#4fa3e0', '#f4c94a');
  const wing = body === '#ffffff' ? '#c9d2de' : '#00000033';
  for (const [x, y, scale] of [
    [0, -118, 1],
    [52, -150, 0.62],
    [-58, -140, 0.5],
  ] as const) {
    brush.at(x, y, scale, () => {
      brush.ellipse(0, 0, 25, 13, body, -0.12);
      brush.circle(23, -9, 9.5, body);
      brush.polygon('#f59b2f', 31, -11, 43, -7, 31, -5);
      brush.circle(26, -11, 1.8, '#23262f');
      brush.polygon(body, -22, -2, -44, -9, -40, 4);
      brush.shape(wing, (pen) => {
        pen.moveTo(8, -4);
        pen.quadraticCurveTo(-4, -38, -34, -42);
        pen.quadraticCurveTo(-26, -14, -8, 4);
      });
    });
  }
};

export const fish: Draw = (brush, random) => {
  const body = one(random, '#ff8a4c', '#ffd45e', '#ef6f8e');
  brush.at(0, -34, 1, () => {
    brush.polygon(body, -28, 0, -54, -20, -54, 20);
    brush.ellipse(0, 0, 36, 22, body);
    brush.polygon('#ffffff55', -6, -20, 14, -34, 18, -18);
    for (const x of [-8, 6]) brush.rect(x, -19, 5, 38, '#ffffff66', 2);
    brush.circle(22, -5, 5.4, '#ffffff');
    brush.circle(23, -5, 2.9, '#23262f');
    for (const [x, y, r] of [
      [46, -16, 3],
      [52, -30, 4.4],
      [47, -46, 2.6],
    ] as const)
      brush.stroke('#ffffffb0', 1.2, (pen) => pen.arc(x, y, r, 0, 2 * Math.PI));
  });
};

export const person: Draw = (brush, random) => {
  const coat = one(random, '#d7424a', '#2f6fb5', '#2c8f7a', '#8d5bb5');
  const hair = one(random, '#2b211e', '#5b3a24');
  for (const side of [-1, 1]) {
    brush.rect(side * 8 - 5, -34, 10, 34, '#34405c', 3);
    brush.ellipse(side * 9, -2, 8, 4, '#23262f');
    brush.stroke(coat, 9, (pen) => {
      pen.moveTo(side * 15, -66);
      pen.quadraticCurveTo(side * 28, -50, side * 22, -38);
    });
    brush.circle(side * 22, -35, 4.6, '#f6cfae');
  }
  brush.shape(coat, (pen) => pen.roundRect(-19, -74, 38, 46, 13));
  brush.rect(-4, -80, 8, 10, '#f0c19b');
  brush.circle(0, -91, 15, hair);
  brush.circle(0, -88, 13, '#f6cfae');
  brush.shape(hair, (pen) => pen.arc(0, -92, 14, Math.PI, 2 * Math.PI));
  eyes(brush, -88, 5, 1.9);
  brush.stroke('#b5654f', 1.4, (pen) => pen.arc(0, -85, 5, 0.2 * Math.PI, 0.8 * Math.PI));
};

export const robot: Draw = (brush, random) => {
  const metal = one(random, '#c9d3e0', '#8fc7d6', '#f0b25e');
  brush.rect(-3, -112, 6, 14, '#5b6475');
  brush.circle(0, -114, 5, '#ff6b6b');
  for (const side of [-1, 1]) {
    brush.rect(side * 14 - 6, -20, 12, 20, '#5b6475', 3);
    brush.rect(side * 35 - 5, -60, 10, 32, '#5b6475', 5);
    brush.circle(side * 35, -26, 7, metal);
  }
  brush.rect(-29, -64, 58, 48, metal, 9);
  brush.rect(-26, -102, 52, 35, metal, 11);
  brush.rect(-20, -95, 40, 21, '#1f2a44', 9);
  for (const side of [-1, 1]) brush.circle(side * 9, -85, 4.6, '#7dffd9');
  brush.rect(-17, -54, 34, 20, '#ffffff66', 4);
  for (const [n, colour] of ['#ff6b6b', '#ffd45e', '#5bd08a'].entries())
    brush.circle(-10 + n * 10, -44, 3.4, colour);
};
