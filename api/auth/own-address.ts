/**
 * The address of a page of ours at `path`, which came from outside: our start page where it leads anywhere else.
 * `publicUrl` is where clients reach us, without a slash at its end.
 */
export function ownAddress(publicUrl: string, path: string | undefined): string {
  const home = new URL(`${publicUrl}/`);
  if (!path?.startsWith('/') || !URL.canParse(path, home.href)) return home.href;
  // `//elsewhere.example` and `/\elsewhere.example` begin with a slash too.
  const address = new URL(path, home);
  return address.origin === home.origin ? address.href : home.href;
}
