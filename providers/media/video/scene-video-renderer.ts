import { joinArguments, sceneArguments } from './encoding';
import { findFfmpeg, type FfmpegSearch } from './ffmpeg-binary';
import { runFfmpeg } from './ffmpeg-process';
import { Film } from './film';
import { FRAME } from './format';
import { storyboardOf } from './storyboard';
import { writeWhole } from '../../storage/whole-file';
import { WorkFolder } from './work-folder';
import type { VideoRenderer } from './video-renderer';

const VIDEO = 'video.mp4';
const LIST = 'scenes.txt';

/**
 * Makes a video from the words of a script: pictures of our own, drawn scene by scene, encoded by ffmpeg. Uses about
 * two cores and a few hundred megabytes, however long the video is.
 */
export function sceneVideoRenderer(search: FfmpegSearch = {}): VideoRenderer {
  let found: Promise<string> | undefined;
  const ffmpeg = (): Promise<string> => {
    found ??= findFfmpeg(search).catch((error: unknown) => {
      // Not kept: it may be installed by the next attempt.
      found = undefined;
      throw error;
    });
    return found;
  };

  return {
    async render(order, workFolder, { signal, onScene }) {
      if (!(order.duration >= 1 && order.duration <= 600))
        throw new RangeError('A video lasts 1 to 600 seconds');
      signal.throwIfAborted();
      const folder = await WorkFolder.open(workFolder, order);
      const storyboard = storyboardOf(order.script, order.duration);
      const binary = await ffmpeg();

      const film = new Film(storyboard, folder.seed);
      for (const scene of storyboard.scenes) {
        const name = folder.sceneName(scene.index);
        if (!(await folder.has(name))) {
          await folder.make(name, (file) =>
            runFfmpeg(binary, sceneArguments(file), signal, film.frames(scene)),
          );
        }
        signal.throwIfAborted();
        onScene(scene.index + 1, storyboard.scenes.length, scene.text);
      }

      if (!(await folder.has(VIDEO))) {
        const scenes = storyboard.scenes.map(({ index }) => `file '${folder.sceneName(index)}'\n`);
        await writeWhole(folder.path(LIST), Buffer.from(scenes.join('')));
        const seconds = storyboard.frames / FRAME.rate;
        await folder.make(VIDEO, (file) =>
          runFfmpeg(binary, joinArguments(folder.path(LIST), seconds, file), signal),
        );
      }
      return folder.path(VIDEO);
    },
  };
}
