'use strict';
// Microsoft's Direct Line client, as many of them as the test wants, led through the test's steps.
const http = require('http');
const run = require('./io.cjs');
const xhr2 = require('xhr2');

// A browser sends a form by itself; xhr2 does not know one.
class Xhr extends xhr2.XMLHttpRequest {
  send(body) {
    if (!(body instanceof FormData)) {
      super.send(body);
      return;
    }
    const form = new Response(body);
    this.setRequestHeader('Content-Type', form.headers.get('content-type'));
    form.arrayBuffer().then((bytes) => super.send(Buffer.from(bytes)));
  }
}

global.XMLHttpRequest = Xhr;
global.WebSocket = require('ws');
const { DirectLine, ConnectionStatus } = require('botframework-directlinejs');

const patience = 20000;

function client(domain, options) {
  const log = { statuses: [], activities: [], results: [] };
  const waiting = [];
  // random: a lost stream is opened again after 3 s instead of up to 15.
  const line = new DirectLine({ domain, pollingInterval: 200, ...options, random: () => 0 });
  const look = () => waiting.splice(0).forEach((check) => check());
  const until = (what, isSo) => new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`Waited in vain for ${what}; got ${JSON.stringify(log)}`)), patience);
    const check = () => (isSo() ? (clearTimeout(limit), resolve()) : waiting.push(check));
    check();
  });
  const first = (observable) => new Promise((resolve) => {
    observable.subscribe((value) => resolve(value), (error) => resolve({ error: error.status || error.message }));
  });
  return {
    log,
    line,
    start() {
      line.connectionStatus$.subscribe((status) => { log.statuses.push(ConnectionStatus[status]); look(); });
      line.activity$.subscribe((activity) => { log.activities.push(activity); look(); }, (error) => log.results.push({ error: error.message }));
    },
    async post(activity) { log.results.push(await first(line.postActivity(activity))); },
    async refresh() {
      const before = line.token;
      line.token = await first(line.refreshToken());
      log.results.push({ renewed: typeof line.token === 'string' && line.token !== before });
    },
    hear: (text) => until(text, () => log.activities.some((activity) => activity.text === text)),
    count: (number) => until(`${number} activities`, () => log.activities.length >= number),
    become: (status) => until(status, () => log.statuses.includes(status)),
    wait: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); }),
    end() { line.end(); },
  };
}

// What a browser has under a blob: address.
async function serve(files) {
  const server = http.createServer((request, response) => response.end(Buffer.from(files[request.url.slice(1)], 'base64')));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return (name) => `http://127.0.0.1:${server.address().port}/${name}`;
}

run(async ({ domain, clients, files = {}, steps }) => {
  const address = await serve(files);
  const lines = clients.map((options) => client(domain, options));
  for (const [index, step, argument] of steps) {
    (argument && argument.attachments || []).forEach((attachment) => { attachment.contentUrl = address(attachment.name); });
    await lines[index][step](argument);
  }
  return lines.map(({ log, line }) => ({ ...log, conversationId: line.conversationId, watermark: line.watermark }));
});
