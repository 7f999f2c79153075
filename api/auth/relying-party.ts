import { isLoopback } from '../loopback';

/**
 * Passkeys belong to a domain name. On this machine that is `localhost`, whatever its address in the URL: pages that
 * want passkeys are opened there.
 */
export function relyingParty(publicUrl: string): { readonly rpID: string; readonly origin: string } {
  const url = new URL(publicUrl);
  if (isLoopback(url.hostname)) url.hostname = 'localhost';
  return { rpID: url.hostname.replace(/^\[|\]$/g, ''), origin: url.origin };
}
