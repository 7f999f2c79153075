import type { Contender, ContestRequest } from '../contest';
import { median } from '../contest';
import { createCaller } from '../latency';

/** What two hours of five streams a second come to, as fast as they go. */
const STREAMS = 36_000;
const AT_ONCE = 32;
const SAMPLES = 48;

/** Streams after streams: whether what each leaves behind grows. */
export async function soak(ours: Contender, call: ContestRequest): Promise<void> {
  const caller = createCaller(ours.url);
  const request = { ...call, headers: { ...call.headers, ...ours.headers } };
  const samples: number[] = [];
  const began = performance.now();
  let begun = 0;
  const one = async () => {
    while (begun < STREAMS) {
      begun += 1;
      if (begun % (STREAMS / SAMPLES) === 0) samples.push((await ours.usage()).residentMb);
      await caller.ask(request);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  caller.close();
  const seconds = (performance.now() - began) / 1000;
  const [middle, last] = [samples.slice(16, 32), samples.slice(32)].map((part) => median(part));
  console.log(
    `${STREAMS} streams of 200 chunks, one after the other, ${AT_ONCE} at once, in ${seconds.toFixed(0)} s`,
  );
  console.log(
    `  resident: ${middle?.toFixed(0)} MB in the second third, ${last?.toFixed(0)} MB in the last ` +
      `(all: ${Math.min(...samples).toFixed(0)} to ${Math.max(...samples).toFixed(0)} MB; goal: no growth)`,
  );
}
