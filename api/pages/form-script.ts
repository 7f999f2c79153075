/**
 * The script of pages whose form is sent to an operation as JSON. The form says the operation (`data-action`, relative
 * to the page), the method, and the words for its success (`data-done`). Where it has words for a link without a token
 * (`data-missing`), it belongs to a link of a mail.
 */
export const FORM_SCRIPT = '/pages/form.js';

/** The fragment never reaches a server, so the script brings the token; it then leaves the address and the history. */
export const FORM_SOURCE = `
const form = document.querySelector('form');
const told = document.querySelector('[role=status]');
const { action, method, done, missing } = form.dataset;
function tell(text, isBad) {
  told.textContent = text;
  told.toggleAttribute('data-bad', isBad);
}
const brought = {};
if (missing !== undefined) {
  brought.token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  history.replaceState(null, '', location.pathname);
  if (brought.token === '') {
    tell(missing, true);
    form.remove();
  }
}
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const answer = await fetch(action, {
      method,
      headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang },
      body: JSON.stringify({ ...brought, ...Object.fromEntries(new FormData(form)) }),
    });
    const { msg, message = msg, data } = await answer.json();
    const problems = (data?.errors ?? []).map(({ message }) => message);
    tell(answer.ok ? done : [message, ...problems].join(': '), !answer.ok);
    if (answer.ok) form.remove();
  } catch (error) {
    tell(String(error), true);
  }
  button.disabled = false;
});
`;
