import { randomBytes } from 'node:crypto';
import { payAtCashier } from '../../scripts/demo/cashier';
import { studioClient, type StudioClient } from '../../scripts/demo/client';
import { jobEvents, type JobEvent } from '../../scripts/demo/events';

/** A person who uses a running platform, through its public API alone. */
export interface StudioUser {
  readonly api: StudioClient;
  balance(): Promise<number>;
  orderVideo(seconds: number): Promise<VideoTask>;
}

export interface VideoTask {
  readonly taskId: string;
  readonly jobId: string;
  /** Its events from the first, as a reader sees them whose connection is taken up again when it breaks. */
  events(): AsyncGenerator<JobEvent>;
  status(): Promise<{ status: string; video_url: string | null; credits_used: number }>;
  explain(): Promise<{
    totals: { reserved: number; charged: number; returned: number };
    lines: { step: string; credits: number }[];
  }>;
}

/** Registers somebody, signs in, and buys credits at the cashier for `yuan`. */
export async function newStudioUser(url: string, yuan: number): Promise<StudioUser> {
  const api = studioClient(url);
  const username = `user_${randomBytes(6).toString('hex')}`;
  const login = { username, password: 'password123' };
  await api.post('/api/v1/auth/register', { ...login, email: `${username}@example.com` });
  api.signIn((await api.post<{ access_token: string }>('/api/v1/auth/login', login)).access_token);
  const balance = async () =>
    (await api.get<{ credit_balance: number }>('/api/v1/credit/balance')).credit_balance;

  const order = await api.post<{ payment_url: string }>('/api/v1/credit/recharge', {
    amount: yuan,
    payment_method: 'alipay',
  });
  await payAtCashier(order.payment_url);
  await until(async () => (await balance()) === yuan * 10);

  return {
    api,
    balance,
    async orderVideo(seconds) {
      const body = {
        script: '清晨的城市慢慢醒来。\n一杯咖啡,一页计划。\n每一个任务都会完成。',
        duration: seconds,
      };
      const { task_id: taskId } = await api.post<{ task_id: string }>('/api/v1/video/generate', body);
      const jobId = taskId.replace(/^video_task_/, '');
      return {
        taskId,
        jobId,
        events: () => jobEvents(api, jobId),
        status: () => api.get(`/api/v1/video/${taskId}/status`),
        explain: () => api.get(`/api/v1/jobs/${jobId}/explain`),
      };
    },
  };
}

/** Settles when `condition` holds; asks again and again, and fails after `timeoutMs`. */
export async function until(condition: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline)
      throw new Error(`This did not become true in ${timeoutMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
