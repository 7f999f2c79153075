import type { OpenApiDocument } from '../../openapi/document';
import type { RateClasses } from '../limits/rate-limits';
import type { Surface } from '../router/surface';
import type { AgentDependencies } from './dependencies';
import { agentDialect } from './dialect';
import { agentHandlers } from './handlers';
import { PUBLIC_OPERATIONS } from './operation';

/** The agent API: `openapi/agent.yaml` and the code behind it. */
export function agentSurface(
  document: OpenApiDocument,
  limits: RateClasses,
  dependencies: AgentDependencies,
): Surface {
  return {
    name: 'agent',
    document,
    handlers: agentHandlers(dependencies),
    publicOperations: PUBLIC_OPERATIONS,
    dialect: agentDialect(dependencies.clock),
    limits,
  };
}
