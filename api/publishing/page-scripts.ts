/** The addresses of the pages' scripts, from where the pages are: we may be served below a path. */
export const COPY_SCRIPT = '../../pages/copy-buttons.js';
export const OPEN_APP_SCRIPT = '../../../pages/open-app.js';

/** Browsers give pages the clipboard over HTTPS alone; elsewhere, as on a home's network, a selection is copied. */
const COPY_SOURCE = `
function copySelected(element) {
  const selection = getSelection();
  selection.selectAllChildren(element);
  const copied = document.execCommand('copy');
  selection.removeAllRanges();
  return copied;
}
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    return copySelected(element);
  }
}
for (const button of document.querySelectorAll('button[data-copy]')) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (!(await copy(document.getElementById(button.dataset.copy)))) return;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
`;

const OPEN_APP_SOURCE = `
const { shareInfo, verifyConfig } = JSON.parse(document.getElementById('share').textContent);
const button = document.querySelector('button');
const told = document.querySelector('[role=alert]');
const fail = () => { told.hidden = false; };
const open = () => {
  try {
    xhs.share({ shareInfo, verifyConfig, fail });
  } catch {
    fail();
  }
};
button.addEventListener('click', open);
open();
`;

/** The scripts by where they are served. */
export const PUBLISHING_SCRIPTS = {
  '/pages/copy-buttons.js': COPY_SOURCE,
  '/pages/open-app.js': OPEN_APP_SOURCE,
} as const;
