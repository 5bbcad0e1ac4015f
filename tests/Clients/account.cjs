// { account, requests: [{ method, url, body }] } -> [{ status, body, received }]: co-wechat as the account's server, without a socket.
const run = require('./io.cjs');
const wechat = require('co-wechat');

run(async ({ account, requests }) => {
  const results = [];
  const middleware = wechat({ token: account.token, appid: account.appId, encodingAESKey: account.key }).middleware(async (message) => {
    results.received = message;
    return `received ${message.MsgType} ${message.Content || message.Event}`;
  });
  for (const { method, url, body } of requests) {
    results.received = null;
    const ctx = { method, query: Object.fromEntries(new URL(url).searchParams), request: { body }, status: 200 };
    await middleware(ctx);
    results.push({ status: ctx.status, body: ctx.body, received: results.received });
  }
  return results.map((entry) => entry);
});
