/** `10`, `10.5` or `10.50` yuan as integer fen; undefined for anything else, zero included. */
export function toFen(money: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(money);
  if (!match) return undefined;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return fen > 0 ? fen : undefined;
}

/** Integer fen as yuan with two decimals, the way the provider writes them. */
export function toMoney(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
