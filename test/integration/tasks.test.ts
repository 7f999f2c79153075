import { eventually } from '../support/eventually';
import { taskPlatform, type TaskPlatform } from '../support/task-platform';

let platform: TaskPlatform;

beforeAll(async () => {
  platform = await taskPlatform();
});

afterAll(() => platform.close());

/** Calls the demo model with the task's key, through the one way out that there is. */
const CALL_MODEL = `
import json, os, urllib.request
def say(type, **data): print(json.dumps({"type": type, "data": data}), flush=True)
def model(text):
    body = json.dumps({"model": "demo-text", "messages": [{"role": "user", "content": text}], "max_tokens": 200}).encode()
    request = urllib.request.Request(os.environ["GATEWAY"] + "/v1/chat/completions", body,
        {"authorization": "Bearer " + os.environ["TASK_KEY"], "content-type": "application/json"})
    return json.load(urllib.request.urlopen(request))["choices"][0]["message"]["content"]
`;

test('an agent works in a sandbox, and what it used is charged', async () => {
  const ada = await platform.developer(100);
  platform.script(
    () => `${CALL_MODEL}
say("text", text=model(os.environ["PROMPT"])[:20])
open("read_csv.py", "w").write("import csv\\n")
say("file_change", path="read_csv.py", kind="add")
print(json.dumps({"end": {"ok": True}}), flush=True)
`,
  );
  const id = await ada.newTask({ user_input: '写一个Python脚本读取CSV文件' });
  const task = await ada.ended(id);
  expect(task).toMatchObject({ status: 'finished', reason: null, phase: null, cli_name: 'codex' });

  const events = await ada.events(id);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.map(({ type }) => type)).toEqual(['state', 'state', 'text', 'file_change', 'state']);

  const { diff } = (await ada.browser.get(`/api/v1/users/tasks/${id}/diff`)).body.data;
  expect(diff).toContain('+import csv');
  const { artifacts } = (await ada.browser.get(`/api/v1/users/tasks/${id}/artifacts`)).body.data;
  expect((artifacts as { name: string }[]).map(({ name }) => name)).toEqual(['workspace', 'patch']);

  const { turns } = (await ada.browser.get(`/api/v1/users/tasks/${id}/explain`)).body.data;
  const [{ tokens, seconds_cost: time, charged }] = turns;
  expect(tokens).toBeGreaterThan(0);
  expect(time).toBeGreaterThan(0);
  expect(charged).toBeCloseTo(tokens + time, 8);
  const { available, held } = await ada.balance();
  expect(held).toBe(0);
  expect(available).toBeCloseTo(100 - charged, 8);
  await eventually(async () => expect((await platform.ledger.audit()).violations).toEqual([]));
});
