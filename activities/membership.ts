import { log } from '@temporalio/activity';
import { beijingClock } from '../domain/beijing-time';
import type { Mailer } from '../domain/mail';
import type { DueNotice, MembershipNotices, NoticeKind } from '../domain/membership/notices';
import { withHeartbeat } from './heartbeat';

export type MembershipActivities = ReturnType<typeof createMembershipActivities>;

/** How many members were told that their membership ends or has ended, and how many could not be. */
export interface NoticeReport {
  readonly told: number;
  readonly failed: number;
}

const BATCH = 100;

const WORDS: Readonly<Record<NoticeKind, { subject: string; text: (end: string) => string }>> = {
  ending: {
    subject: '您的会员即将到期 · Your membership is about to end',
    text: (end) =>
      `您的 Taskloom 会员将于 ${end}（北京时间）到期。续费后有效期顺延。\n` +
      `Your Taskloom membership ends at ${end} (Beijing time). Buying again adds to it.`,
  },
  ended: {
    subject: '您的会员已到期 · Your membership has ended',
    text: (end) =>
      `您的 Taskloom 会员已于 ${end}（北京时间）到期。之后的创作将使用积分。\n` +
      `Your Taskloom membership ended at ${end} (Beijing time). What you make from now on is paid in credits.`,
  },
};

/** Tells members of the ends of their memberships. A notice that was sent and not put on record is sent again. */
export function createMembershipActivities({
  notices,
  mailer,
}: {
  readonly notices: MembershipNotices;
  readonly mailer: Mailer;
}) {
  async function tell(notice: DueNotice): Promise<void> {
    const { email, kind, endsAt } = notice;
    // Before the mail, so that a mail server that is away does not keep it from them.
    await notices.show(notice);
    const end = beijingClock(endsAt).slice(0, 16).replace('T', ' ');
    const { subject, text } = WORDS[kind];
    if (email !== null) await mailer.send({ to: email, subject, text: text(end) });
    await notices.sent(notice);
  }

  return {
    tellMembers: (): Promise<NoticeReport> =>
      withHeartbeat(async (signal, report) => {
        const told = { told: 0, failed: 0 };
        for (const kind of ['ending', 'ended'] as const) {
          for (
            let due = await notices.due(kind, BATCH);
            due.length > 0;
            due = await notices.due(kind, BATCH)
          ) {
            const failedBefore = told.failed;
            for (const notice of due) {
              signal.throwIfAborted();
              try {
                await tell(notice);
                told.told++;
              } catch (error) {
                log.warn('a member could not be told of an end', { userId: notice.userId, error });
                told.failed++;
              }
              report(told);
            }
            // Those that failed would be found again at once: the next run tries them.
            if (told.failed > failedBefore) break;
          }
        }
        return told;
      }),
  };
}
