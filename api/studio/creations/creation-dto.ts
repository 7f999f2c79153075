import type { Creation, ListedCreation } from '../../../domain/creations/creations';
import type { StudioDependencies } from '../dependencies';
import { fileUrlOf } from '../jobs/job-dto';
import { localTime } from '../time';

/** A creation as it stands in a list, with the beginning of its text. */
export function listedCreationDto(creation: ListedCreation) {
  return dtoOf(creation, creation.excerpt);
}

function dtoOf(creation: Omit<Creation, 'content'>, content: string | null) {
  return {
    id: creation.id,
    type: creation.type,
    tool_type: creation.toolType,
    title: creation.title,
    content,
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
    ...dtoOf(creation, creation.content),
    extra_data: creation.userData,
    result,
    version: creation.version,
    job_id: creation.jobId,
    file_url: job ? await fileUrlOf(job, dependencies) : null,
    updated_at: localTime(creation.updatedAt),
  };
}
