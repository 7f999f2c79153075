import { invalidField, type Wording } from '../errors';
import type { Model, ModelConfig } from './model';

/** What a vendor's model of videos takes; undefined where nobody knows, and the vendor says. */
export interface VideoLimits {
  /** The lengths that it makes, in whole seconds, the shortest first. */
  readonly seconds: readonly number[] | undefined;
  /** The longest script, in characters: what is longer the vendor cuts off without a word. */
  readonly characters: number | undefined;
  /** The size of the picture, in the vendor's own words. */
  readonly frame: { readonly size: string } | { readonly resolution: string } | undefined;
}

const TWO_TO_FIFTEEN = Array.from({ length: 14 }, (_none, index) => index + 2);

/**
 * DashScope's models, by how their names begin: "Text to video" of its API reference, as of its version for wan2.6. What
 * is said of wan2.7 is general knowledge. The picture is the 16:9 of 720p, or of 1080p where a model makes no 720p.
 */
const WAN: readonly (VideoLimits & { readonly name: string })[] = [
  { name: 'wan2.7-t2v', seconds: TWO_TO_FIFTEEN, characters: 5_000, frame: { resolution: '720P' } },
  { name: 'wan2.6-t2v-us', seconds: [5, 10], characters: 1_500, frame: { size: '1280*720' } },
  { name: 'wan2.6-t2v', seconds: TWO_TO_FIFTEEN, characters: 1_500, frame: { size: '1280*720' } },
  { name: 'wan2.5-t2v', seconds: [5, 10], characters: 1_500, frame: { size: '1280*720' } },
  { name: 'wan2.2-t2v', seconds: [5], characters: 800, frame: { size: '1920*1080' } },
  { name: 'wanx2.1-t2v', seconds: [5], characters: 800, frame: { size: '1280*720' } },
];

/** What a model takes: as its operator says, else as its vendor does. */
export function videoLimits(modelName: string, { durations, size }: ModelConfig): VideoLimits {
  const known = WAN.find(({ name }) => modelName.startsWith(name));
  return {
    seconds: durations ? [...durations].sort((a, b) => a - b) : known?.seconds,
    characters: known?.characters,
    frame: size === undefined ? known?.frame : { size: size.replace('x', '*') },
  };
}

/**
 * That a model can make a video of a script in that length. What this installation renders itself takes everything.
 * @throws AppError VALIDATION on `body.duration` or `body.script`.
 */
export function expectVideoFits(
  { script, duration }: { readonly script: string; readonly duration: number },
  { apiBase, modelName, config }: Pick<Model, 'apiBase' | 'modelName' | 'config'>,
): void {
  if (apiBase === null) return;
  const { seconds, characters } = videoLimits(modelName, config);
  if (seconds && !seconds.includes(duration)) throw invalidField('body.duration', wordsFor(seconds));
  if (characters !== undefined && [...script].length > characters) {
    throw invalidField('body.script', {
      zh: `该模型的脚本最多 ${characters} 个字符`,
      en: `must have at most ${characters} characters for this model`,
    });
  }
}

function wordsFor(seconds: readonly number[]): Wording {
  const [first = 0] = seconds;
  const last = seconds.at(-1) ?? first;
  const isRange = seconds.length > 2 && last - first === seconds.length - 1;
  const zh = isRange ? `${first} 到 ${last}` : seconds.join('、');
  const en = isRange ? `from ${first} to ${last}` : seconds.join(' or ');
  return { zh: `该模型只能生成 ${zh} 秒的视频`, en: `must be ${en} seconds for this model` };
}
