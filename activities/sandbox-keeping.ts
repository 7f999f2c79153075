import type { ErrorCode } from '../domain/error-catalogue';
import type { SandboxKeeping, Standing } from '../domain/sandboxes/keeping';

export type SandboxKeepingActivities = ReturnType<typeof createSandboxKeepingActivities>;

interface Ref {
  readonly sandboxId: string;
}

/** What is decided about sandboxes, wherever they are. Each is one transaction, and can be repeated. */
export function createSandboxKeepingActivities({ sandboxes }: { readonly sandboxes: SandboxKeeping }) {
  return {
    sandboxStanding: ({ sandboxId }: Ref): Promise<Standing> => sandboxes.standing(sandboxId),

    async sandboxFailed({ sandboxId, reason }: Ref & { readonly reason: ErrorCode }): Promise<void> {
      await sandboxes.failed(sandboxId, reason);
    },
  };
}
