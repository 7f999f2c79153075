import type { OpenApiDocument } from '../../openapi/document';
import type { RateClasses } from '../limits/rate-limits';
import type { Surface } from '../router/surface';
import type { StudioDependencies } from './dependencies';
import { studioDialect } from './dialect';
import { studioHandlers } from './handlers';
import { PUBLIC_OPERATIONS } from './operation';

/** The studio API: `openapi/studio.yaml` and the code behind it. */
export function studioSurface(
  document: OpenApiDocument,
  limits: RateClasses,
  dependencies: StudioDependencies,
): Surface {
  return {
    name: 'studio',
    document,
    handlers: studioHandlers(dependencies),
    publicOperations: PUBLIC_OPERATIONS,
    dialect: studioDialect,
    limits,
  };
}
