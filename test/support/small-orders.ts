import type { TestPlatform, TestUser } from './platform';

/** What news comes of, ordered over the API. */

/** Orders a short video; answers its job's id. */
export async function orderVideo({ api }: TestUser): Promise<string> {
  const { body } = await api.post('/api/v1/video/generate', { script: '清晨的城市', duration: 3 });
  return (body.data.task_id as string).replace('video_task_', '');
}

/** Orders one that fails; answers its job's id. */
export async function failVideo({ jobs }: Pick<TestPlatform, 'jobs'>, user: TestUser): Promise<string> {
  const jobId = await orderVideo(user);
  await jobs.giveUp(jobId, { state: 'failed', reason: 'GENERATION_FAILED' });
  return jobId;
}

/** Orders credits for ten yuan, which are not paid yet. */
export async function recharge({ api }: TestUser): Promise<{ order_id: string; payment_url: string }> {
  const { body } = await api.post('/api/v1/credit/recharge', { amount: 10, payment_method: 'alipay' });
  return body.data as { order_id: string; payment_url: string };
}
