import type { SKRSContext2D } from '@napi-rs/canvas';

/** Draws shapes of one colour; lengths are in whatever unit the pen is scaled to. */
export class Brush {
  constructor(readonly pen: SKRSContext2D) {}

  circle(x: number, y: number, radius: number, colour: string): void {
    this.ellipse(x, y, radius, radius, colour);
  }

  ellipse(x: number, y: number, rx: number, ry: number, colour: string, turn = 0): void {
    this.#fill(colour, (pen) => pen.ellipse(x, y, rx, ry, turn, 0, 2 * Math.PI));
  }

  rect(x: number, y: number, width: number, height: number, colour: string, radius = 0): void {
    this.#fill(colour, (pen) => pen.roundRect(x, y, width, height, radius));
  }

  /** `points` are x and y in turn. */
  polygon(colour: string, ...points: readonly number[]): void {
    this.#fill(colour, (pen) => {
      for (let n = 0; n < points.length; n += 2) pen.lineTo(points[n] ?? 0, points[n + 1] ?? 0);
      pen.closePath();
    });
  }

  /** Any path. */
  shape(colour: string, draw: (pen: SKRSContext2D) => void): void {
    this.#fill(colour, draw);
  }

  stroke(colour: string, width: number, draw: (pen: SKRSContext2D) => void): void {
    const { pen } = this;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.lineCap = pen.lineJoin = 'round';
    pen.beginPath();
    draw(pen);
    pen.stroke();
  }

  /** A light that fades out to nothing. */
  glow(x: number, y: number, radius: number, colour: string): void {
    const light = this.pen.createRadialGradient(x, y, 0, x, y, radius);
    light.addColorStop(0, colour);
    light.addColorStop(1, `${colour.slice(0, 7)}00`);
    this.pen.fillStyle = light;
    this.pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  /** Draws with another origin and scale. */
  at(x: number, y: number, scale: number, draw: () => void, flipped = false): void {
    this.pen.save();
    this.pen.translate(x, y);
    this.pen.scale(flipped ? -scale : scale, scale);
    draw();
    this.pen.restore();
  }

  #fill(colour: string, draw: (pen: SKRSContext2D) => void): void {
    this.pen.fillStyle = colour;
    this.pen.beginPath();
    draw(this.pen);
    this.pen.fill();
  }
}
