import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Artifacts } from '../domain/jobs/artifacts';
import { AppError } from '../domain/errors';
import type { JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { KINDS } from '../domain/jobs/kinds';
import type { ChatModel } from '../providers/llm/chat-model';
import type { Deck, DeckRenderer } from '../providers/media/deck/deck';
import { writeDeck } from '../providers/media/deck/write-deck';
import { begin } from './begin';
import { withHeartbeat } from './heartbeat';
import type { JobResult } from './jobs';
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

/** The model's text, kept between the two activities: too large for a history, and not the user's to see. */
const DRAFT = 'draft';
/** Writing's share of the work, in percent. */
const WRITING = 75;
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

/** The work of a slide deck. */
export function createPresentationActivities({ jobs, artifacts, model, renderer, scratch }: Dependencies) {
  const readDraft = async (jobId: string): Promise<Deck> => {
    const draft = await artifacts.find(jobId, DRAFT);
    if (!draft) throw new AppError('GENERATION_FAILED', undefined, { note: `job ${jobId} has no draft` });
    return JSON.parse(await text(await artifacts.open(draft))) as Deck; // written by writeDeck below
  };

  const render = async (jobId: string, deck: Deck) => {
    const file = path.join(await scratch.folder(jobId), 'deck.pptx');
    await withHeartbeat((signal) => renderer.render(deck, file, signal));
    return artifacts.save(jobId, KINDS.presentation.artifact, file, {
      fileName: fileNameOf(deck.topic),
      contentType: PPTX,
    });
  };

  return {
    /** Has the text model write the slides, and keeps them. AppError AI_SERVICE_FAILED, GENERATION_FAILED. */
    async writeDeck({ jobId }: JobRef): Promise<void> {
      const input = await begin(jobs, 'presentation', jobId);
      if (await artifacts.find(jobId, DRAFT)) return;
      const progress = progressOf(jobs, jobId);
      const deck = await withHeartbeat((signal) =>
        writeDeck(model, input, signal, (done, total) => {
          progress.tell((WRITING * done) / total, { step: 'writing', done, total });
        }),
      );
      await progress.written();
      await artifacts.save(jobId, DRAFT, Buffer.from(JSON.stringify(deck)), {
        fileName: 'draft.json',
        contentType: 'application/json',
      });
    },

    /** Renders what was written and keeps it. Run again, it answers what is kept. */
    async renderDeck({ jobId }: JobRef): Promise<JobResult> {
      const deck = await readDraft(jobId);
      const kept = await artifacts.find(jobId, KINDS.presentation.artifact);
      const artifact = kept ?? (await render(jobId, deck));
      await scratch.clear(jobId);
      return { artifactId: artifact.id, demo: deck.demo, slides: deck.slides.length };
    },
  };
}

/** The topic as a file name that every system takes. */
function fileNameOf(topic: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  const safe = topic.replace(/[\u0000-\u001f\u007f\\/:*?"<>|]+/g, ' ').trim();
  return `${[...safe].slice(0, 60).join('') || 'presentation'}.pptx`;
}
