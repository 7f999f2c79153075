import { text } from 'node:stream/consumers';
import { log } from '@temporalio/activity';
import type { Clock } from '../domain/clock';
import type { Artifact, Artifacts } from '../domain/jobs/artifacts';
import type { JobInputs, JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { KINDS } from '../domain/jobs/kinds';
import type { LiveTexts } from '../domain/jobs/live-texts';
import { WRITING_TOOLS } from '../domain/writing/tools';
import type { ChatModel } from '../providers/llm/chat-model';
import { PROMPTS } from '../providers/writing/prompts';
import { writeText, type WritingListener } from '../providers/writing/write-text';
import { begin } from './begin';
import { withHeartbeat, type Report } from './heartbeat';
import type { JobResult } from './jobs';
import { throughOutage } from './outage';
import { progressOf, type Progress } from './progress';
import { withinSilence, type Ear } from './silence';
import { createTextFeed } from './text-feed';
import type { TextModels } from './text-models';

interface Dependencies {
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly artifacts: Artifacts;
  readonly textModels: TextModels;
  /** Tells of a text while it is written. */
  readonly say: LiveTexts['say'];
}

export type WritingActivities = ReturnType<typeof createWritingActivities>;

const TEXT = KINDS.writing.artifact;

/** The work of a text. */
export function createWritingActivities({ jobs, clock, artifacts, textModels, say }: Dependencies) {
  async function write(
    jobId: string,
    input: JobInputs['writing'],
    model: ChatModel,
    signal: AbortSignal,
    report: Report,
  ): Promise<JobResult> {
    const progress = progressOf(jobs, jobId);
    const data = { demo: model.isDemo, prompt: PROMPTS[input.tool].version };
    const feed = createTextFeed({
      clock,
      say: (piece) => say(jobId, piece),
      keep: (content) => jobs.keepDraft(jobId, { content, data }),
      onFailure: (error) => void log.warn('what is written of a text was not kept', { error }),
    });
    const estimate = estimateOn(progress, clock);
    const listen = (ear: Ear): WritingListener => ({
      begin() {
        ear.asked();
        feed.begin();
        estimate.begin();
      },
      more(piece) {
        ear.heard();
        feed.more(piece);
        estimate.more(piece);
      },
    });
    const task = { ...input, form: WRITING_TOOLS[input.tool].form };
    const limit = { limitMs: textModels.silenceMs, clock, report };
    const markdown = await withinSilence(limit, signal, (within, ear) =>
      writeText(model, task, within, listen(ear)),
    ).finally(() => feed.end());
    await progress.written();
    const as = { fileName: `${input.tool}.md`, contentType: 'text/markdown; charset=utf-8' };
    const artifact = await artifacts.save(jobId, TEXT, Buffer.from(markdown), as, (insert) =>
      throughOutage(signal, insert),
    );
    return resultOf(artifact, markdown, input, model);
  }

  return {
    /**
     * Has the text model write what was ordered, and keeps it. Run again, it answers what is kept.
     * AppError AI_SERVICE_FAILED, GENERATION_FAILED.
     */
    writeText: ({ jobId }: JobRef): Promise<JobResult> =>
      withHeartbeat(async (signal, report) => {
        const { input, modelId } = await throughOutage(signal, () => begin(jobs, 'writing', jobId));
        const model = await throughOutage(signal, () => textModels.of(modelId));
        const kept = await throughOutage(signal, () => artifacts.find(jobId, TEXT));
        if (!kept) return write(jobId, input, model, signal, report);
        return resultOf(kept, await text(await artifacts.open(kept)), input, model);
      }),
  };
}

/** Where progress stays until the text is whole, in percent; nobody knows how long it will be. */
const NEARLY = 95;
const EXPECTED_CHARACTERS = 2_000;
/** Each progress is an event that is written down: a text that takes less than this has none. */
const PROGRESS_EVERY_MS = 1_000;

/** Tells by its length how far a text is. */
function estimateOn(progress: Progress, clock: Clock): WritingListener {
  let characters = 0;
  let told = clock.now().getTime();
  return {
    begin() {
      characters = 0;
    },
    more(piece) {
      characters += piece.length;
      const now = clock.now().getTime();
      if (now - told < PROGRESS_EVERY_MS) return;
      told = now;
      progress.tell(Math.min(NEARLY, (NEARLY * characters) / EXPECTED_CHARACTERS), { step: 'writing' });
    },
  };
}

function resultOf(
  { id }: Artifact,
  markdown: string,
  { tool }: JobInputs['writing'],
  { isDemo }: ChatModel,
): JobResult {
  const characters = [...markdown].length;
  return { artifactId: id, demo: isDemo, characters, prompt: PROMPTS[tool].version };
}
