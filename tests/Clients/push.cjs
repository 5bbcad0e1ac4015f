// { url, account, messages: [xml] } -> [{ status, reply }]: pushes to our endpoint with wechat-crypto and reads the replies with xml2js, as co-wechat does.
const run = require('./io.cjs');
const WXBizMsgCrypt = require('wechat-crypto');
const { promisify } = require('util');
const xml2js = require(require.resolve('xml2js', { paths: [require.resolve('co-wechat')] }));

const parse = async (xml) => (await promisify(xml2js.parseString)(xml, { explicitArray: false })).xml;

run(async ({ url, account, messages }) => {
  const crypto = new WXBizMsgCrypt(account.token, account.key, account.appId);
  const results = [];
  for (const message of messages) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const nonce = String(Math.floor(Math.random() * 1e9));
    const encrypt = crypto.encrypt(message);
    const query = new URLSearchParams({ timestamp, nonce, encrypt_type: 'aes', msg_signature: crypto.getSignature(timestamp, nonce, encrypt) });
    const body = `<xml><ToUserName><![CDATA[gh]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
    const response = await fetch(`${url}?${query}`, { method: 'POST', body });
    const text = await response.text();
    if (response.status !== 200 || text === 'success') {
      results.push({ status: response.status, reply: null, body: text });
      continue;
    }
    const envelope = await parse(text);
    if (crypto.getSignature(envelope.TimeStamp, envelope.Nonce, envelope.Encrypt) !== envelope.MsgSignature) throw new Error('reply signature');
    if (envelope.Nonce !== nonce) throw new Error('nonce');
    const { message: reply, id } = crypto.decrypt(envelope.Encrypt);
    if (id !== account.appId) throw new Error('appid');
    results.push({ status: 200, reply: await parse(reply) });
  }
  return results;
});
