import type { Creation } from '../../../domain/creations/creations';
import type { StudioDependencies } from '../dependencies';
import { fileUrlOf } from '../jobs/job-dto';
import { localTime } from '../time';

/** A creation as it stands in a list. */
export function listedCreationDto(creation: Creation) {
  return {
    id: creation.id,
    type: creation.type,
    tool_type: creation.toolType,
    title: creation.title,
    content: creation.content,
    created_at: localTime(creation.createdAt),
  };
}

/** A whole creation, with a link to its file. */
export async function creationDto(
  creation: Creation,
  dependencies: Pick<StudioDependencies, 'jobs' | 'artifacts'>,
) {
  const job = await dependencies.jobs.find(creation.jobId);
  const { artifactId: _, ...result } = creation.extraData;
  return {
    ...listedCreationDto(creation),
    extra_data: creation.userData,
    result,
    version: creation.version,
    job_id: creation.jobId,
    file_url: job ? await fileUrlOf(job, dependencies) : null,
    updated_at: localTime(creation.updatedAt),
  };
}
