import type { Creation, ListedCreation } from '../../../domain/creations/creations';
import { shownResult } from '../../../domain/creations/shown-result';
import type { StudioDependencies } from '../dependencies';
import { fileOf } from '../jobs/job-dto';
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

/** A whole creation, with a link to its file; a text that was edited has none, for the file is the text before. */
export async function creationDto(
  creation: Creation,
  dependencies: Pick<StudioDependencies, 'jobs' | 'artifacts'>,
) {
  const { jobs, artifacts } = dependencies;
  const job = await jobs.find(creation.jobId);
  const file = job && (await fileOf(job, dependencies));
  const { facts, isFile } = shownResult(creation, file?.sha256);
  return {
    ...dtoOf(creation, creation.content),
    extra_data: creation.userData,
    result: facts,
    version: creation.version,
    job_id: creation.jobId,
    file_url: file && isFile ? artifacts.signedUrl(file) : null,
    updated_at: localTime(creation.updatedAt),
  };
}
