export interface Transaction {
  readonly id: number;
  readonly type: string;
  readonly amount: number;
  readonly balance_after: number;
  readonly description: string;
  readonly created_at: string;
}

/** Prints an account's statement, oldest first, as a table. */
export function printStatement(newestFirst: readonly Transaction[], balance: number): void {
  console.log('\n  Statement');
  for (const line of newestFirst.toReversed()) {
    const amount = `${line.amount > 0 ? '+' : ''}${line.amount}`;
    console.log(
      `    ${line.created_at.replace('T', ' ')}  ${line.type.padEnd(8)} ${amount.padStart(8)}  → ${String(line.balance_after).padStart(8)}  ${line.description}`,
    );
  }
  console.log(`    balance ${balance} credits`);
}
