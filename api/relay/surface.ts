import type { OpenApiDocument } from '../../openapi/document';
import type { ModelCallEndpoints } from '../model-calls/endpoints';
import type { Surface } from '../router/surface';
import type { RelayDependencies } from './dependencies';
import { relayDialect } from './dialect';
import { relayHandlers } from './handlers';
import { relayLimits } from './limits';
import { relayModelCalls } from './model-calls';
import { PUBLIC_OPERATIONS } from './operation';

/** The relay API: `openapi/relay.yaml` and the code behind it. */
export function relaySurface(
  document: OpenApiDocument,
  dependencies: RelayDependencies,
  endpoints: ModelCallEndpoints,
): Surface {
  return {
    name: 'relay',
    document,
    handlers: relayHandlers(dependencies),
    raw: relayModelCalls(endpoints),
    publicOperations: PUBLIC_OPERATIONS,
    dialect: relayDialect,
    limits: relayLimits,
  };
}
