import type { UpstreamKind } from '../../providers/llm/upstream/ask';
import type { CallerName, Feature } from '../../scripts/generate/conformance-table';
import type { SeenRequest } from '../../simulators/llm/recorder';
import type { Reply } from '../../simulators/llm/script';
import type { Answer, Caller, Told, Usage } from './conformance';
import { costOf, expectCharge } from './conformance-charge';
import { claude } from './conformance-claude';
import { expectedAnswer, expectedRequest } from './conformance-expected';
import { gemini } from './conformance-gemini';
import { openAiChat } from './conformance-openai-chat';
import { openAiCompletions } from './conformance-openai-completions';
import { receivedBy, type Received } from './conformance-received';
import { openAiResponses } from './conformance-responses';
import { demoReplies, SCENARIOS, scripted, withinLimit, type Scenario } from './conformance-scenarios';
import { modelGateway } from './model-gateway';
import { startUpstreams, type Upstreams } from './upstreams';

export interface Cell {
  readonly caller: CallerName;
  readonly upstream: UpstreamKind;
  readonly feature: Feature;
  readonly stream: boolean;
}

export interface Move extends Omit<Cell, 'feature' | 'upstream'> {
  readonly from: UpstreamKind;
  readonly to: UpstreamKind;
}

/** What is compared of an answer; its usage is compared with what was charged. */
export type Content = Omit<Answer, 'usage' | 'calls'> & {
  readonly calls: readonly { readonly name: string; readonly args: unknown }[];
};

/** What came of a cell's conversation, with what should have. */
export interface Outcome {
  readonly answers: readonly Content[];
  readonly expected: readonly Content[];
  readonly received: readonly Received[];
  readonly sent: readonly Received[];
  readonly usages: readonly Usage[];
  /** Of all turns together, in the alphabet's order. */
  readonly losses: readonly string[];
}

export interface Cells {
  /** Holds a cell's conversation, and checks each turn's charge. */
  hold(cell: Cell): Promise<Outcome>;
  /** Thinks and calls a tool at one upstream, and goes on with the result at another: the second turn's outcome. */
  move(move: Move): Promise<{ readonly text: string; readonly losses: readonly string[] }>;
  /** What is wrong with the money of all conversations so far, in credits. */
  books(): Promise<{ held: number; unexplained: number; violations: readonly unknown[] }>;
  close(): Promise<void>;
}

const SDKS: Readonly<Record<CallerName, Caller>> = {
  'openai-chat': openAiChat,
  'openai-completions': openAiCompletions,
  'openai-responses': openAiResponses,
  claude,
  gemini,
};

/** The models of the upstreams; callers know them by other names. */
export const UPSTREAM_MODELS: Readonly<Record<UpstreamKind, string>> = {
  openai: 'gpt-5',
  responses: 'gpt-5',
  claude: 'claude-sonnet-4-5',
  gemini: 'gemini-3-pro',
  demo: 'demo-text',
};

const CREDITS = 1_000_000;

/** A gateway with every kind of upstream, on which any number of conversations can be held at once. */
export async function cells(): Promise<Cells> {
  const gateway = await modelGateway();
  const upstreams = await startUpstreams(gateway);
  for (const [kind, model] of Object.entries(UPSTREAM_MODELS) as [UpstreamKind, string][]) {
    await upstreams.offer(kind, `over-${kind}`, model);
  }
  const holder = await gateway.keyHolder(CREDITS);
  const stage = createStage(upstreams);
  let held = 0;
  const nextMark = () => `(case ${String(++held).padStart(4, '0')})`;

  return {
    async hold(cell) {
      const scenario = scenarioFor(cell);
      const mark = nextMark();
      const model = `over-${cell.upstream}`;
      const replies =
        cell.upstream === 'demo' ? demoReplies(scenario, mark) : scripted(scenario, cell.upstream);
      const seen = stage.script(mark, replies);
      const dialogue = SDKS[cell.caller](
        { baseUrl: gateway.baseUrl, holder },
        { ...scenario.wish, model, stream: cell.stream },
      );
      const told: Told[] = [];
      for (const said of scenario.says(mark)) told.push(await dialogue.say(said));
      await Promise.all(told.map((each, turn) => expectCharge(gateway, cell, each, replies[turn]?.usage)));
      return {
        answers: told.map(({ answer }) => contentOf(answer)),
        expected: replies.map((reply) => expectedAnswer(cell, model, withinLimit(scenario.wish, reply))),
        received: seen.map(receivedBy),
        sent:
          cell.upstream === 'demo'
            ? []
            : replies.map((_, turn) => expectedRequest(cell, scenario, replies, mark, turn)),
        usages: told.map(({ answer }) => answer.usage),
        losses: [...new Set(told.flatMap(lossesIn))].sort(),
      };
    },
    async move({ caller, from, to, stream }) {
      const { wish, says, replies } = SCENARIOS.thinking;
      const mark = nextMark();
      const [first, second] = says(mark);
      stage.script(mark, [replies[0]!, { text: 'It is sunny.' }]);
      const dialogue = SDKS[caller](
        { baseUrl: gateway.baseUrl, holder },
        { ...wish, model: `over-${from}`, stream },
      );
      await dialogue.say(first!);
      const told = await dialogue.say(second!, `over-${to}`);
      return { text: told.answer.text, losses: lossesIn(told).sort() };
    },
    async books() {
      const { available, held } = await holder.user.balance();
      const costs = await costOf(gateway, holder.user.id);
      const unexplained = Number((CREDITS - available - costs).toFixed(6));
      return { held, unexplained, violations: (await gateway.ledger.audit()).violations };
    },
    async close() {
      await gateway.close();
      await upstreams.close();
    },
  };
}

/** Simulators answer many conversations at once: the mark in each request tells whose turn it is. */
function createStage({ simulator }: Upstreams) {
  const scripts = new Map<string, { readonly replies: readonly Reply[]; readonly seen: SeenRequest[] }>();
  simulator.reply((request) => {
    const [mark = ''] = /\(case \d+\)/.exec(JSON.stringify(request.body)) ?? [];
    const script = scripts.get(mark);
    script?.seen.push(request);
    return script?.replies[script.seen.length - 1];
  });
  return {
    script(mark: string, replies: readonly Reply[]): readonly SeenRequest[] {
      const seen: SeenRequest[] = [];
      scripts.set(mark, { replies, seen });
      return seen;
    },
  };
}

/** Completions have no conversation: their callers say one thing. */
function scenarioFor({ caller, feature }: Cell): Scenario {
  const scenario = SCENARIOS[feature];
  if (caller !== 'openai-completions') return scenario;
  const { wish, says, replies } = scenario;
  const { system: _, ...plain } = wish;
  return { wish: plain, says: (mark) => says(mark).slice(0, 1), replies: replies.slice(0, 1) };
}

function contentOf({ usage: _, calls, ...content }: Answer): Content {
  expect(calls.every(({ id }) => id !== '')).toBe(true);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
  return { ...content, calls: calls.map(({ name, args }) => ({ name, args })) };
}

function lossesIn({ headers }: Told): string[] {
  const named = headers.get('x-taskloom-losses');
  return named === null ? [] : named.split(', ');
}
