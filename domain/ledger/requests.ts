import { hash } from 'node:crypto';
import { invalidField } from '../errors';
import { accountName, currencyOf, mayOverdraw, type AccountRef } from './accounts';
import type {
  CaptureRequest,
  HoldRequest,
  Movement,
  Operation,
  OperationOf,
  ReleaseRequest,
  TransferRequest,
} from './operations';

/** A billion credits: far below what a BIGINT column holds, so that no sum comes near its end. */
const LARGEST_AMOUNT = 10n ** 17n;

const KEY = /^[\x21-\x7e]{1,128}$/;
const OWNER = /^[\x21-\x7e]{1,64}$/;
const LONGEST_DESCRIPTION = 255;

/*
 * Each function checks a request and makes it an operation; it throws AppError VALIDATION. What is refused
 * here never reaches a batch. The hash covers what decides where money goes. It leaves out the description
 * and a hold's expiry: a retry may come from newer code with other words, at a later time.
 */

export function holdOperation(request: HoldRequest): OperationOf<'hold'> {
  const { key, account, amount, reference, expiresAt, description } = request;
  checkKey('key', key);
  checkAccount('account', account);
  // Holds are found by the account's id alone, and the platform's accounts are locked after all others.
  if (mayOverdraw(account)) throw invalidField('account', 'must be a wallet: the platform needs no holds');
  checkAmount(amount, 1n);
  checkKey('reference', reference);
  checkDescription(description);
  if (Number.isNaN(expiresAt.getTime())) throw invalidField('expiresAt', 'must be a valid time');
  return { type: 'hold', hash: digest('hold', accountName(account), amount, reference), ...request };
}

export function captureOperation(request: CaptureRequest): OperationOf<'capture'> {
  const { key, hold, amount, to, kind, description } = request;
  checkKey('key', key);
  checkKey('hold', hold);
  checkAccount('to', to);
  if (amount !== undefined) checkAmount(amount, 0n);
  checkDescription(description);
  const hash = digest('capture', hold, amount ?? 'all', accountName(to), kind ?? 'consume');
  return { type: 'capture', hash, ...request };
}

export function releaseOperation(request: ReleaseRequest): OperationOf<'release'> {
  checkKey('key', request.key);
  checkKey('hold', request.hold);
  return { type: 'release', hash: digest('release', request.hold), ...request };
}

export function transferOperation(request: TransferRequest): OperationOf<'transfer'> {
  const { key, from, to, amount, kind, description, reference } = request;
  checkKey('key', key);
  checkAccount('from', from);
  checkAccount('to', to);
  if (accountName(from) === accountName(to)) throw invalidField('to', 'must be another account than `from`');
  if (currencyOf(from) !== currencyOf(to)) throw invalidField('to', 'must have the currency of `from`');
  checkAmount(amount, 1n);
  checkKey('reference', reference);
  checkDescription(description);
  const hash = digest('transfer', accountName(from), accountName(to), amount, kind, reference);
  return { type: 'transfer', hash, ...request };
}

export function operationOf(movement: Movement): Operation {
  switch (movement.type) {
    case 'hold':
      return holdOperation(movement);
    case 'capture':
      return captureOperation(movement);
    case 'release':
      return releaseOperation(movement);
    case 'transfer':
      return transferOperation(movement);
  }
}

function digest(...parts: readonly (string | bigint)[]): string {
  return hash('sha256', parts.join('\n'), 'hex');
}

function checkKey(field: string, value: string): void {
  if (!KEY.test(value))
    throw invalidField(field, 'must be 1 to 128 printable ASCII characters without spaces');
}

function checkAccount(field: string, { owner }: AccountRef): void {
  if (!OWNER.test(owner)) throw invalidField(`${field}.owner`, 'must be 1 to 64 printable ASCII characters');
}

function checkAmount(amount: bigint, least: bigint): void {
  if (amount >= least && amount <= LARGEST_AMOUNT) return;
  throw invalidField('amount', `must be from ${least} to ${LARGEST_AMOUNT} units of 1e-8 credit`);
}

function checkDescription(description: string): void {
  // Code points, as the column counts them: an emoji is one.
  if (description.length > LONGEST_DESCRIPTION && [...description].length > LONGEST_DESCRIPTION) {
    throw invalidField('description', `must be at most ${LONGEST_DESCRIPTION} characters`);
  }
}
