import type { Notifier } from './notifier';
import type { Trade, Trades } from './trades';

/** The buyer paid: kept first, then told to the merchant. Paying a paid trade again changes nothing. */
export async function pay(trade: Trade, trades: Trades, notifier: Notifier): Promise<void> {
  if (trade.paidAt !== undefined) return;
  trade.paidAt = Date.now();
  trades.save();
  await notifier.notify(trade);
}
