import { ERROR_CATALOGUE, isErrorCode, type ErrorCode } from '../../../domain/errors';
import type { Job, JobEvent } from '../../../domain/jobs/job';
import { KINDS } from '../../../domain/jobs/kinds';
import type { Language } from '../../router/language';
import type { StudioDependencies } from '../dependencies';
import { studioCode } from '../error-codes';
import { localTime } from '../time';

/** Why a job failed, as the surface writes it. */
export function reasonDto(reason: ErrorCode, language: Language) {
  return { code: studioCode(reason), message: ERROR_CATALOGUE[reason][language] };
}

/** A link to the job's result, once there is one. */
export async function fileUrlOf(
  job: Job,
  { artifacts }: Pick<StudioDependencies, 'artifacts'>,
): Promise<string | null> {
  if (job.state !== 'succeeded') return null;
  const artifact = await artifacts.find(job.id, KINDS[job.kind].artifact);
  return artifact ? artifacts.signedUrl(artifact) : null;
}

/** One change of a job, on the stream and on the WebSocket. */
export function jobEventDto({ jobId, seq, type, data, createdAt }: JobEvent, language: Language) {
  const { reason, artifactId, ...rest } = data;
  return {
    job_id: jobId,
    seq,
    type,
    data: {
      ...rest,
      ...(artifactId === undefined ? {} : { artifact_id: artifactId }),
      ...(isErrorCode(reason) ? { error: reasonDto(reason, language) } : {}),
    },
    created_at: localTime(createdAt),
  };
}
