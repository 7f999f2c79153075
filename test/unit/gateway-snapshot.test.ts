import { decimal } from '../../domain/decimal';
import { Snapshot, type LiveChannel, type LiveModel, type Offering } from '../../domain/gateway/snapshot';

const model = { name: 'm' } as LiveModel;

/** The model on a channel, in a user channel. */
function offering(channel: number, userChannel: number): Offering {
  return {
    channelModelId: null,
    channel: { id: channel } as LiveChannel,
    userChannel: {
      id: userChannel,
      name: '',
      description: '',
      multiplier: decimal('1'),
      routingAlgorithm: 'priority',
    },
    model,
    upstreamModel: 'm',
    groupMultipliers: new Map(),
  };
}

test.each<[string, Offering[], boolean]>([
  ['nobody', [], false],
  ['one channel', [offering(1, 1)], false],
  ['one account of two groups', [offering(1, 1), offering(1, 2)], false],
  ['two channels', [offering(1, 1), offering(2, 1)], true],
  ['two accounts, one of them of two groups', [offering(1, 1), offering(1, 2), offering(2, 2)], true],
])('a conversation can come back to one of several where a model is had of %s', (_, offerings, expected) => {
  const rest = { revision: 1, models: [model], userChannels: [], groups: [], problems: [] };
  expect(new Snapshot({ ...rest, offerings }).hasChoice('m')).toBe(expected);
});
