import type { ErrorCode } from '../domain/error-catalogue';
import type { OutboxEntry } from '../domain/outbox';
import type { SandboxKeeping, Standing } from '../domain/sandboxes/keeping';

export type SandboxKeepingActivities = ReturnType<typeof createSandboxKeepingActivities>;

interface Ref {
  readonly sandboxId: string;
}

/** What is decided about sandboxes, wherever they are. Each is one transaction, and can be repeated. */
export function createSandboxKeepingActivities({
  sandboxes,
  dispatch,
}: {
  readonly sandboxes: Pick<SandboxKeeping, 'standing' | 'failed'>;
  readonly dispatch: (entry: OutboxEntry) => Promise<void>;
}) {
  return {
    sandboxStanding: ({ sandboxId }: Ref): Promise<Standing> => sandboxes.standing(sandboxId),

    async sandboxFailed({ sandboxId, reason }: Ref & { readonly reason: ErrorCode }): Promise<void> {
      await Promise.all((await sandboxes.failed(sandboxId, reason)).map(dispatch));
    },
  };
}
