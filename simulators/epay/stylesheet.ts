/** The pages' style sheet; light and dark, from a phone's width up. */
export const STYLESHEET = `
:root {
  --ground: #f3f5f8; --card: #fff; --ink: #14181f; --soft: #6b7480; --line: #e8ebf0;
  --accent: #3b5bdb; --accent-ink: #fff; --good: #12a150; --bad: #d9480f; --calm: #868e96;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #101318; --card: #1a1f27; --ink: #eef1f5; --soft: #98a2b0; --line: #2a313c; }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; padding: 24px 16px;
  display: flex; flex-direction: column; align-items: center;
  background: var(--ground); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
}
.brand { width: 100%; max-width: 440px; display: flex; align-items: center; gap: 10px; font-weight: 600; }
.logo { width: 32px; height: 32px; border-radius: 9px; background: var(--ink); display: grid; place-items: center; }
.logo svg { width: 20px; fill: none; stroke: var(--ground); stroke-width: 1.8; stroke-linejoin: round; }
.badge {
  margin-left: auto; padding: 2px 10px; border-radius: 999px; border: 1px solid var(--line);
  background: var(--card); color: var(--soft); font-size: 13px; font-weight: 400;
}
.card {
  width: 100%; max-width: 440px; margin: 20px 0; padding: 32px 28px 24px; text-align: center;
  background: linear-gradient(var(--accent), var(--accent)) top / 100% 4px no-repeat var(--card); border-radius: 18px;
  box-shadow: 0 1px 2px rgb(16 24 40 / .06), 0 12px 32px rgb(16 24 40 / .08);
}
.alipay { --accent: #1677ff; }
.wxpay { --accent: #0a9f55; }
.qqpay { --accent: #0f8fd8; }
.amount { margin: 0; display: flex; flex-direction: column; }
.label { color: var(--soft); font-size: 14px; }
.figure { font-size: 46px; font-weight: 700; line-height: 1.25; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.figure small { font-size: 26px; font-weight: 600; margin-right: 4px; }
.name { margin: 4px 0 0; font-size: 16px; font-weight: 400; color: var(--soft); overflow-wrap: anywhere; }
.outcome { margin: 16px 0 4px; font-size: 22px; overflow-wrap: anywhere; }
.outcome + .amount { margin-top: 4px; }
.hint { margin: 0 0 16px; color: var(--soft); font-size: 14px; }
.button + .hint { margin: 12px 0 0; }
.facts { margin: 24px 0; padding: 16px 0 4px; border-top: 1px dashed var(--line); font-size: 14px; }
.facts div { display: flex; justify-content: space-between; gap: 16px; padding: 5px 0; }
.facts dt { flex: none; color: var(--soft); }
.facts dd { margin: 0; text-align: right; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.button {
  display: block; width: 100%; padding: 13px 20px; border: 0; border-radius: 12px; cursor: pointer;
  font: inherit; font-size: 17px; font-weight: 600; text-align: center; text-decoration: none;
}
.primary { background: var(--accent); color: var(--accent-ink); }
.primary:hover { filter: brightness(1.07); }
.primary:active { filter: brightness(.94); }
.quiet { margin-top: 6px; color: var(--soft); font-size: 15px; font-weight: 400; }
.quiet:hover { color: var(--ink); }
.button:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 45%, transparent); outline-offset: 2px; }
.mark { width: 64px; height: 64px; margin: 0 auto; border-radius: 50%; background: var(--calm); }
.mark svg { fill: none; stroke: #fff; stroke-width: 4.5; stroke-linecap: round; stroke-linejoin: round; }
.mark.done { background: var(--good); }
.mark.failed { background: var(--bad); }
footer { color: var(--soft); font-size: 13px; }
@media (min-width: 600px) { body { justify-content: safe center; } }
@media (max-width: 380px) { .card { padding: 28px 18px 20px; } }
`;
