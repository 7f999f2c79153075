import path from 'node:path';
import { text } from 'node:stream/consumers';
import { AppError } from '../domain/errors';
import { fileNameOf } from '../domain/file-name';
import type { Artifact, Artifacts } from '../domain/jobs/artifacts';
import type { JobInputs, JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { KINDS } from '../domain/jobs/kinds';
import type { ChatModel } from '../providers/llm/chat-model';
import type { Deck, DeckRenderer } from '../providers/media/deck/deck';
import type { SlideContent } from '../providers/media/deck/slide-content';
import { writeDeck, type SlideShelf } from '../providers/media/deck/write-deck';
import { begin } from './begin';
import { withHeartbeat } from './heartbeat';
import type { JobResult } from './jobs';
import { throughOutage } from './outage';
import { progressOf } from './progress';
import type { Scratch } from './scratch';

interface Dependencies {
  readonly jobs: Jobs;
  readonly artifacts: Artifacts;
  readonly model: ChatModel;
  readonly renderer: DeckRenderer;
  readonly scratch: Scratch;
}

export type PresentationActivities = ReturnType<typeof createPresentationActivities>;

/**
 * The model's text, kept slide by slide and then whole: too large for a history, and not the user's to see. It
 * goes when the job has ended.
 */
const DRAFT = 'draft';
const slideName = (position: number) => `slide-${position}`;
const JSON_TYPE = 'application/json';
const DECK = KINDS.presentation.artifact;
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
/** Writing's share of the work, in percent. */
const WRITING = 75;

/** The work of a slide deck. */
export function createPresentationActivities({ jobs, artifacts, model, renderer, scratch }: Dependencies) {
  async function write(
    jobId: string,
    input: JobInputs['presentation'],
    signal: AbortSignal,
  ): Promise<Artifact> {
    const progress = progressOf(jobs, jobId);
    const tell = (done: number, total: number) =>
      progress.tell((WRITING * done) / total, { step: 'writing', done, total });
    const deck = await writeDeck(model, input, signal, tell, shelfOf(jobId, signal));
    await progress.written();
    return keepJson(jobId, DRAFT, deck, signal);
  }

  function shelfOf(jobId: string, signal: AbortSignal): SlideShelf {
    return {
      find: (position) => throughOutage(signal, () => readJson<SlideContent>(jobId, slideName(position))),
      keep: async (position, content) => void (await keepJson(jobId, slideName(position), content, signal)),
    };
  }

  function keepJson(jobId: string, name: string, value: object, signal: AbortSignal): Promise<Artifact> {
    const as = { fileName: `${name}.json`, contentType: JSON_TYPE };
    const bytes = Buffer.from(JSON.stringify(value));
    return artifacts.save(jobId, name, bytes, as, (insert) => throughOutage(signal, insert));
  }

  /** What `keepJson` kept; undefined when it has kept nothing under the name. */
  async function readJson<T>(jobId: string, name: string): Promise<T | undefined> {
    const kept = await artifacts.find(jobId, name);
    return kept && (JSON.parse(await text(await artifacts.open(kept))) as T);
  }

  async function readDraft(jobId: string): Promise<Deck> {
    const draft = await readJson<Deck>(jobId, DRAFT);
    if (!draft) throw new AppError('GENERATION_FAILED', undefined, { note: `job ${jobId} has no draft` });
    return draft;
  }

  async function render(jobId: string, deck: Deck, signal: AbortSignal): Promise<Artifact> {
    const file = path.join(await scratch.folder(jobId), 'deck.pptx');
    await renderer.render(deck, file, signal);
    const as = { fileName: `${fileNameOf(deck.topic, 'presentation')}.pptx`, contentType: PPTX };
    return artifacts.save(jobId, DECK, file, as, (insert) => throughOutage(signal, insert));
  }

  return {
    /** Has the text model write the slides, and keeps them. AppError AI_SERVICE_FAILED, GENERATION_FAILED. */
    writeDeck: ({ jobId }: JobRef): Promise<void> =>
      withHeartbeat(async (signal) => {
        const { input } = await throughOutage(signal, () => begin(jobs, 'presentation', jobId));
        const kept = await throughOutage(signal, () => artifacts.find(jobId, DRAFT));
        if (!kept) await write(jobId, input, signal);
      }),

    /** Renders what was written and keeps it. Run again, it answers what is kept. */
    renderDeck: ({ jobId }: JobRef): Promise<JobResult> =>
      withHeartbeat(async (signal) => {
        const deck = await throughOutage(signal, () => readDraft(jobId));
        const kept = await throughOutage(signal, () => artifacts.find(jobId, DECK));
        const artifact = kept ?? (await render(jobId, deck, signal));
        await scratch.clear(jobId);
        return { artifactId: artifact.id, demo: deck.demo, slides: deck.slides.length };
      }),
  };
}
