/**
 * Pays an order as a person without JavaScript would: opens the cashier's page, and sends its one form.
 * Throws when the page has no form, or the cashier refuses the payment.
 */
export async function payAtCashier(paymentUrl: string): Promise<void> {
  const page = await fetch(paymentUrl);
  const html = await page.text();
  const form = /<form\b[^>]*\bmethod="post"[^>]*>([\s\S]*?)<\/form>/i.exec(html);
  if (!page.ok || !form) throw new Error(`The cashier's page has nothing to pay (HTTP ${page.status}).`);

  const action = attribute(form[0], 'action') ?? paymentUrl;
  const fields = new URLSearchParams();
  for (const [input] of (form[1] ?? '').matchAll(/<(?:input|button)\b[^>]*>/gi)) {
    const name = attribute(input, 'name');
    if (name) fields.append(name, attribute(input, 'value') ?? '');
  }
  const paid = await fetch(new URL(action, page.url), { method: 'POST', body: fields, redirect: 'manual' });
  if (paid.status >= 400) throw new Error(`The cashier refused the payment (HTTP ${paid.status}).`);
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
