// { library, endpoint, account, openId, templateId, page, data } -> what sendTemplate, and for co-wechat-api sendSubscribeMessage, brought.
const run = require('./io.cjs');
const client = require('./wechat-client.cjs');

run(async ({ library, endpoint, account, openId, templateId, page, data }) => {
  const attempt = client.attempt(client.of(library, endpoint, account));
  const results = { sent: await attempt('sendTemplate', openId, templateId, page, '', data) };
  results.incomplete = await attempt('sendTemplate', openId, templateId, page, '', {});
  if (library === 'co-wechat-api') {
    results.subscription = await attempt('sendSubscribeMessage', openId, templateId, page, data);
  }
  return results;
});
