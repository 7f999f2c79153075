import { invalidField } from '../../../domain/errors';
import type { GatewayDependencies } from '../dependencies';
import type { GatewayRequest } from '../operation';
import { present } from '../../router/present';

/**
 * The id of the model that a body means by `model_id` or by `model_name`: of a name that no model has one is made,
 * without a price. AppError VALIDATION for a body with neither, and for a name that is none.
 */
export async function namedModel(
  body: GatewayRequest<'createChannelModel'>['body'],
  { modelConfigs }: Pick<GatewayDependencies, 'modelConfigs'>,
): Promise<number> {
  const { model_id: id, model_name: name, provider, provider_icon_url: providerIconUrl } = body;
  if (id !== undefined) return id;
  if (name === undefined) {
    throw invalidField('body.model_name', {
      zh: '必填，除非有 model_id',
      en: 'is required without a model_id',
    });
  }
  return (await modelConfigs.named({ ...present({ provider, providerIconUrl }), name })).id;
}
