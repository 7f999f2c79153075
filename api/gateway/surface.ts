import type { OpenApiDocument } from '../../openapi/document';
import type { ModelCallEndpoints } from '../model-calls/endpoints';
import type { Surface } from '../router/surface';
import type { GatewayDependencies } from './dependencies';
import { gatewayDialect } from './dialect';
import { gatewayHandlers } from './handlers';
import { gatewayLimits } from './limits';
import { gatewayModelCalls } from './model-calls';
import { PUBLIC_OPERATIONS } from './operation';

/** The gateway API: `openapi/gateway.yaml` and the code behind it. */
export function gatewaySurface(
  document: OpenApiDocument,
  dependencies: GatewayDependencies,
  endpoints: ModelCallEndpoints,
): Surface {
  return {
    name: 'gateway',
    document,
    handlers: gatewayHandlers(dependencies),
    raw: gatewayModelCalls(endpoints),
    publicOperations: PUBLIC_OPERATIONS,
    dialect: gatewayDialect,
    limits: gatewayLimits,
  };
}
