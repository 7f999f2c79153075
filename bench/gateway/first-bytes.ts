import { median, type Contender, type ContestRequest } from '../contest';
import { atRate, createCaller, quantile, type Times } from '../latency';

const ROUNDS = 5;
const SECONDS = 4;
/** A stream lasts a second, so that this many are open at once. */
const PER_SECOND = 20;

/** What the upstream's first piece with content says; before it comes one that only names a role. */
const CONTENT = '"content":"word ';

/**
 * How long streams take until their first content: over each contender, and straight to the upstream, in turn. What
 * comes before content is held back by a gateway that may yet have to ask another upstream.
 */
export async function measureFirstBytes(
  upstream: Contender,
  contenders: readonly Contender[],
  call: ContestRequest,
): Promise<void> {
  const all = [{ ...upstream, name: 'direct' }, ...contenders].map((contender) => {
    const caller = createCaller(contender.url);
    const request = { ...call, headers: { ...call.headers, ...contender.headers } };
    const round = (seconds: number) =>
      atRate({ perSecond: PER_SECOND, seconds }, () => caller.time(request, CONTENT));
    return { name: contender.name, round, caller, rounds: [] as Times[][] };
  });
  const runs: typeof all = [];
  for (const run of all) {
    try {
      await run.round(2); // warms up
      runs.push(run);
    } catch (error) {
      console.log(`${run.name} is left out: ${error instanceof Error ? error.message : 'it failed'}`);
    }
  }
  for (let i = 0; i < ROUNDS; i++) {
    for (const { round, rounds } of runs) rounds.push(await round(SECONDS));
  }
  for (const { caller } of all) caller.close();

  console.log(`streamed, 200 chunks in a second, ${PER_SECOND} begun a second: until the first content`);
  const of = (rounds: readonly Times[][], share: number) =>
    median(
      rounds.map((times) =>
        quantile(
          times.map(({ first }) => first),
          share,
        ),
      ),
    );
  const [direct] = runs;
  for (const { name, rounds } of runs) {
    const added = (share: number) => of(rounds, share) - of(direct?.rounds ?? [], share);
    console.log(
      `  ${name.padEnd(10)}p50 ${ms(of(rounds, 0.5))}  p99 ${ms(of(rounds, 0.99))}` +
        (name === 'direct' ? '' : `  adds ${ms(added(0.5))} at p50, ${ms(added(0.99))} at p99`) +
        (name === 'ours' ? ' (goals: under 3 and 15 ms)' : ''),
    );
  }
}

function ms(value: number): string {
  return `${value.toFixed(2).padStart(6)} ms`;
}
