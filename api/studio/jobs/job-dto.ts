import { creditsToNumber } from '../../../domain/credits';
import { ERROR_CATALOGUE, isErrorCode, type ErrorCode } from '../../../domain/error-catalogue';
import type { Artifact } from '../../../domain/jobs/artifacts';
import type { Job, JobEvent } from '../../../domain/jobs/job';
import { KINDS } from '../../../domain/jobs/kinds';
import type { Language } from '../../router/language';
import type { StudioDependencies } from '../dependencies';
import { studioCode } from '../error-codes';
import { localTime, localTimeOrNull } from '../time';

/** Why a job failed, as the surface writes it. */
export function reasonDto(reason: ErrorCode, language: Language) {
  return { code: studioCode(reason), message: ERROR_CATALOGUE[reason][language] };
}

/** The file that the job made, once it is done. */
export async function fileOf(
  job: Job,
  { artifacts }: Pick<StudioDependencies, 'artifacts'>,
): Promise<Artifact | undefined> {
  return job.state === 'succeeded' ? artifacts.find(job.id, KINDS[job.kind].artifact) : undefined;
}

/** A link to it. */
export async function fileUrlOf(
  job: Job,
  dependencies: Pick<StudioDependencies, 'artifacts'>,
): Promise<string | null> {
  const file = await fileOf(job, dependencies);
  return file ? dependencies.artifacts.signedUrl(file) : null;
}

/** A job as it stands. */
export async function jobDto(job: Job, language: Language, deps: Pick<StudioDependencies, 'artifacts'>) {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    progress: job.progress,
    ...(job.reason === null ? {} : { error: reasonDto(job.reason, language) }),
    model_id: job.modelId,
    quoted_credits: creditsToNumber(job.quote),
    credits_used: creditsToNumber(job.charged),
    last_seq: job.lastSeq,
    file_url: await fileUrlOf(job, deps),
    created_at: localTime(job.createdAt),
    started_at: localTimeOrNull(job.startedAt),
    ended_at: localTimeOrNull(job.endedAt),
  };
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
