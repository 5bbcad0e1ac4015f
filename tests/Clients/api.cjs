// { library, endpoint, account, openId, media } -> what each call brought: wechat-api and co-wechat-api as clients of the fake platform.
const run = require('./io.cjs');
const fs = require('fs');
const os = require('os');
const path = require('path');
const client = require('./wechat-client.cjs');

run(async ({ library, endpoint, account, openId, text }) => {
  const attempt = client.attempt(client.of(library, endpoint, account));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wechat-'));
  const photo = path.join(folder, 'photo.jpg');
  fs.writeFileSync(photo, Buffer.from([255, 216, 255, 1, 2, 3]));
  try {
    const results = { sent: await attempt('sendText', openId, text) };
    results.stranger = await attempt('sendText', 'stranger', text);
    results.menuCreated = await attempt('createMenu', { button: [{ type: 'click', name: '建档', key: '建档' }] });
    results.menu = await attempt('getMenu');
    results.menuRemoved = await attempt('removeMenu');
    results.ip = await attempt('getIp');
    const upload = await attempt('uploadMedia', photo, 'image');
    results.upload = upload;
    results.download = await attempt('getMedia', upload.media_id || 'none');
    return results;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
