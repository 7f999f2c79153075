import type { DashScopeTasks } from '../../dashscope/tasks';
import { aiServiceFailed } from '../../llm/attempts';
import { asText, objectsIn } from '../../llm/protocols/json';
import { UpstreamFailure } from '../../llm/upstream-failure';
import type { UpstreamHttp } from '../../llm/upstream/http-client';
import { downloadedImage } from './downloaded';
import type { ImageModel } from './image-model';

const PATH = '/services/aigc/text2image/image-synthesis';

/** Tongyi Wanxiang and Qwen-Image, as tasks of DashScope ("Text to image V2": sizes are written with a star). */
export function dashScopeImageModel(
  modelName: string,
  tasks: DashScopeTasks,
  http: UpstreamHttp,
): ImageModel {
  return {
    withdraw: (order, signal) => tasks.withdraw(order, signal),

    async make({ prompt, width, height }, atVendor, signal) {
      const parameters = { size: `${width}*${height}`, n: 1 };
      const body = { model: modelName, input: { prompt }, parameters };
      const output = await tasks.done({ path: PATH, body }, atVendor, signal);
      try {
        const url = objectsIn(output['results']).map((result) => asText(result['url']));
        return await downloadedImage(url.find((each) => each !== undefined) ?? '', http, signal);
      } catch (error) {
        throw error instanceof UpstreamFailure ? aiServiceFailed(error) : error;
      }
    },
  };
}
