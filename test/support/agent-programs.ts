/* Programs of scripted agents, in Python. */

/** `say(type, **data)` writes an event, `done()` the end. */
export const SAY = `
import json, os, sys, time
def say(type, **data): print(json.dumps({"type": type, "data": data}), flush=True)
def done(): print(json.dumps({"end": {"ok": True}}), flush=True)
`;

/** `model(text)` calls the demo model with the task's key, through the one way out that there is. */
export const CALL_MODEL = `${SAY}
import urllib.request
def model(text, most=200):
    body = json.dumps({"model": "demo-text", "messages": [{"role": "user", "content": text}], "max_tokens": most}).encode()
    request = urllib.request.Request(os.environ["GATEWAY"] + "/v1/chat/completions", body,
        {"authorization": "Bearer " + os.environ["TASK_KEY"], "content-type": "application/json"})
    return json.load(urllib.request.urlopen(request))["choices"][0]["message"]["content"]
`;

/** Says that it works, and does for ten minutes. */
export const WORKS_LONG = `${SAY}
say("text", text="at work")
time.sleep(600)
`;

/** Does what it was asked at once. */
export const DONE_AT_ONCE = `${SAY}
say("text", text="done")
done()
`;
