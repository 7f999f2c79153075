import { formatDecimal } from '../../../domain/decimal';
import type { LiveModel, LiveUserChannel, Snapshot } from '../../../domain/gateway/snapshot';
import { videoPricesDto } from '../models/price-dto';
import type { GatewayHandler } from '../operation';

export const getCatalog: GatewayHandler<'getCatalog'> = async (_, { catalog }) => {
  const snapshot = await catalog.snapshot();
  return [...snapshot.userChannels.values()].map((userChannel) => {
    const models = modelsOf(userChannel, snapshot);
    return {
      id: userChannel.id,
      name: userChannel.name,
      description: userChannel.description,
      multiplier: formatDecimal(userChannel.multiplier),
      enabled: true,
      models: models.map(({ name }) => name),
      model_icons: Object.fromEntries(
        models.flatMap(({ name, providerIconUrl: icon }) => (icon === '' ? [] : [[name, icon] as const])),
      ),
      video_billing_configs: Object.fromEntries(
        models.flatMap(({ name, price }) => {
          const prices = videoPricesDto(price);
          return prices ? [[name, prices] as const] : [];
        }),
      ),
    };
  });
};

/** The models that some channel of a user channel serves, by name. */
function modelsOf({ id }: LiveUserChannel, snapshot: Snapshot): LiveModel[] {
  return [...snapshot.models.values()]
    .filter(({ name }) => snapshot.offerings(name).some(({ userChannel }) => userChannel.id === id))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
