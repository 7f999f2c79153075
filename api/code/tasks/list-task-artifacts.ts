import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';

const NAMES = ['workspace', 'patch'] as const;

export const listTaskArtifacts: CodeHandler<'listTaskArtifacts'> = async (
  { user, params, query },
  { tasks, artifacts },
) => {
  await tasks.expectKept(user.userId, params.task_id);
  const { items, nextCursor } = await tasks.turns(user.userId, params.task_id, {
    from: 'newest',
    limit: query?.limit ?? 20,
    cursor: query?.cursor,
  });
  const kept = await Promise.all(
    items.flatMap(({ jobId, number }) =>
      NAMES.map(async (name) => {
        const artifact = await artifacts.find(jobId, name);
        if (!artifact) return [];
        const { id, fileName, contentType, bytes, sha256, createdAt } = artifact;
        return [
          {
            id,
            name,
            turn: number,
            file_name: fileName,
            content_type: contentType,
            size: bytes,
            sha256,
            url: artifacts.signedUrl(artifact),
            created_at: unixSeconds(createdAt),
          },
        ];
      }),
    ),
  );
  return ok({
    artifacts: kept.flat(),
    page: { next_cursor: nextCursor, has_more: nextCursor !== null },
  });
};
