import { createHash, randomUUID } from 'node:crypto';

/** The server that an account's owner has entered, and the token that signs what goes there. */
export interface WechatEventServer {
  readonly url: string;
  readonly token: string;
}

/** The query of a call to an account's server, as WeChat signs it. */
export function signedQuery(token: string, at = new Date(), nonce: string = randomUUID()): URLSearchParams {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
  return new URLSearchParams({ signature, timestamp, nonce });
}

/** Asks a server for its echo, as the console does when it is entered. Rejects when that is wrong. */
export async function greet({ url, token }: WechatEventServer): Promise<void> {
  const query = signedQuery(token);
  const echo = randomUUID();
  query.set('echostr', echo);
  const answer = await fetch(`${url}?${query.toString()}`);
  if ((await answer.text()) !== echo) throw new Error(`The server did not echo: ${answer.status}`);
}

/** What is sent when a publication has ended. */
export function finishedEvent(publishId: string, status: number): string {
  return `<xml>
<ToUserName><![CDATA[gh_4d00ed8d6399]]></ToUserName>
<FromUserName><![CDATA[oV5CrjpxgaGXNHIQigzNlgLTnwic]]></FromUserName>
<CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime>
<MsgType><![CDATA[event]]></MsgType>
<Event><![CDATA[PUBLISHJOBFINISH]]></Event>
<PublishEventInfo><publish_id>${publishId}</publish_id><publish_status>${status}</publish_status></PublishEventInfo>
</xml>`;
}

/** Sends an event; answers how the server took it. */
export async function sendEvent(
  { url, token }: WechatEventServer,
  body: string,
  query = signedQuery(token),
): Promise<Response> {
  return fetch(`${url}?${query.toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body,
  });
}
