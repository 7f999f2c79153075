import { loadImage, createCanvas } from '@napi-rs/canvas';
import { demoImageRenderer } from '../../providers/media/image/demo-renderer';
import { sceneOf } from '../../providers/media/image/scene';

/** What a demonstration picture shows of its prompt. */

test.each([
  ['一只可爱的猫咪在花园里玩耍', { time: 'day', place: 'garden', weather: 'clear', subjects: ['cat'] }],
  [
    'A robot and a car in the city at night, rain',
    { time: 'night', place: 'city', weather: 'rain', subjects: ['robot', 'car'] },
  ],
  ['海边的日出，一艘帆船', { time: 'dawn', place: 'sea', subjects: ['boat'] }],
  ['雪山下的小房子', { place: 'snow', weather: 'snow', subjects: ['house'] }],
  ['a rocket', { time: 'night', place: 'space', subjects: ['rocket'] }],
  ['category theory', { place: 'waves', subjects: [] }],
  ['机器人', { subjects: ['robot'] }],
  ['猫 狗 鸟 鱼 树', { subjects: ['cat', 'dog', 'bird'] }],
])('%s', (prompt, scene) => {
  expect(sceneOf(prompt)).toMatchObject(scene);
});

/** The colours of a picture at a few places. */
async function pixels(prompt: string, width = 256, height = 256): Promise<Buffer> {
  const { bytes } = await demoImageRenderer.render({ prompt, width, height });
  const image = await loadImage(bytes);
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return Buffer.from(canvas.getContext('2d').getImageData(0, 0, width, height).data);
}

test('a picture is drawn of its prompt, the same one each time, and is no blank', async () => {
  const [cat, again, sea] = await Promise.all(
    ['花园里的猫', '花园里的猫', '夜晚的海和船'].map((prompt) => pixels(prompt)),
  );
  expect(cat!.equals(again!)).toBe(true);
  expect(cat!.equals(sea!)).toBe(false);
  const colours = new Set(Array.from({ length: 256 * 256 }, (_, n) => cat!.readUInt32BE(4 * n)));
  expect(colours.size).toBeGreaterThan(200);
});
