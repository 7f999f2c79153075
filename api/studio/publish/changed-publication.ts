import { AppError } from '../../../domain/errors';
import type { Changed } from '../../../domain/publishing/publications';
import type { StudioDependencies } from '../dependencies';
import { ok } from '../reply';
import { publicationDto } from './publication-dto';

/** Tells the publication's workflow of a change, and answers what the publication is then. */
export async function changedPublication({ publication, outbox }: Changed, deps: StudioDependencies) {
  deps.dispatch(outbox);
  const found = await deps.publications.get(publication.id, publication.ownerId);
  if (!found) throw new AppError('NOT_FOUND');
  return ok(publicationDto(found.publication, found.targets, deps));
}
