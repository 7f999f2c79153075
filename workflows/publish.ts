import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { PublicationActivities } from '../activities/publications';
import {
  PLATFORM_NEWS_SIGNAL,
  PUBLICATION_CHANGED_SIGNAL,
  type TargetState,
} from '../domain/publishing/publication';
import type { PublicationRef } from './contract';
import { DATABASE } from './policies';
import { publishAt } from './publish-at';
import { reportOn } from './report';
import { saga } from './saga';

type Publications = PublicationActivities;

const { beginPublication } = proxyLocalActivities<Publications>({ ...DATABASE, summary: 'Is it due?' });
const { endPublication, abandonPublication } = proxyActivities<Publications>({
  ...DATABASE,
  summary: 'Write the outcome down',
});

/**
 * A publication from its order to its end, which it answers: it waits for its time, unless it is moved or cancelled,
 * and is then published at every account, each for itself. Its row decides: the timer and the signals only have it
 * read again.
 */
export async function publish({ publicationId }: PublicationRef): Promise<string> {
  const report = reportOn('publish', String(publicationId));
  let changes = 0;
  setHandler(defineSignal(PUBLICATION_CHANGED_SIGNAL), () => {
    changes += 1;
  });
  const news = { heard: 0 };
  setHandler(defineSignal(PLATFORM_NEWS_SIGNAL), () => {
    news.heard += 1;
  });

  return saga(async (undo) => {
    undo(async () => {
      await abandonPublication({ publicationId });
      report.state('abandoned');
    });
    for (;;) {
      const seen = changes;
      const begun = await beginPublication({ publicationId });
      if (begun.state === 'waiting') {
        report.step('waiting for its time', 0);
        await condition(() => changes !== seen, Math.max(1, begun.dueInMs));
      } else if (begun.state === 'publishing') {
        report.step(`publishing at ${begun.targets.length} accounts`, 10);
        await Promise.all(begun.targets.map((targetId) => publishAt(targetId, news)));
        const { states } = await endPublication({ publicationId });
        const outcome = outcomeOf(states);
        report.step('done', 100);
        report.state(outcome);
        return outcome;
      } else {
        report.state(begun.state);
        return begun.state;
      }
    }
  });
}

/** One word for operators: the state of all targets, or that they differ. */
function outcomeOf(states: readonly TargetState[]): string {
  const [first = 'cancelled'] = states;
  return states.every((state) => state === first) ? first : 'mixed';
}
