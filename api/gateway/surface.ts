import type { OpenApiDocument } from '../../openapi/document';
import type { Surface } from '../router/surface';
import type { GatewayDependencies } from './dependencies';
import { gatewayDialect } from './dialect';
import { gatewayHandlers } from './handlers';
import { gatewayLimits } from './limits';
import { PUBLIC_OPERATIONS } from './operation';

/** The gateway API: `openapi/gateway.yaml` and the code behind it. */
export function gatewaySurface(document: OpenApiDocument, dependencies: GatewayDependencies): Surface {
  return {
    name: 'gateway',
    document,
    handlers: gatewayHandlers(dependencies),
    publicOperations: PUBLIC_OPERATIONS,
    dialect: gatewayDialect,
    limits: gatewayLimits,
  };
}
