import type { OpenApiDocument } from '../../openapi/document';
import type { RateClasses } from '../limits/rate-limits';
import type { Surface } from '../router/surface';
import type { CodeDependencies } from './dependencies';
import { codeDialect } from './dialect';
import { codeHandlers } from './handlers';
import { PUBLIC_OPERATIONS } from './operation';

/** The code API: `openapi/code.yaml` and the code behind it. */
export function codeSurface(
  document: OpenApiDocument,
  limits: RateClasses,
  dependencies: CodeDependencies,
): Surface {
  return {
    name: 'code',
    document,
    handlers: codeHandlers(dependencies),
    publicOperations: PUBLIC_OPERATIONS,
    dialect: codeDialect,
    limits,
  };
}
