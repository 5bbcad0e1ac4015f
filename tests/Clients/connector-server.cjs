// { azure, app, port } -> [{ operation, conversation, activityId, activity, caller }]: Microsoft's own server side of the connector API. It listens on the
// port of this machine, authenticates, parses and dispatches what comes, and reports when it is sent POST /done.
const run = require('./io.cjs');
const http = require('http');
const { ConfigurationBotFrameworkAuthentication, ChannelServiceRoutes } = require('botbuilder');
const { CloudChannelServiceHandler } = require('botbuilder/lib/cloudChannelServiceHandler');
const { PasswordServiceClientCredentialFactory } = require('botframework-connector');

// As much of express as its routes use.
function router() {
  const routes = [];
  const add = (method) => (path, handler) => routes.push({ method, pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handler });
  const server = http.createServer((request, response) => {
    const path = request.url.split('?')[0];
    response.status = (code) => { response.statusCode = code; return response; };
    response.send = (body) => {
      response.setHeader('Content-Type', 'application/json');
      response.write(typeof body === 'string' ? body : JSON.stringify(body));
    };
    for (const { method, pattern, handler } of routes) {
      const match = request.method === method && pattern.exec(path);
      if (match) {
        request.params = Object.fromEntries(Object.entries(match.groups || {}).map(([name, value]) => [name, decodeURIComponent(value)]));
        request.query = {};
        handler(request, response, () => {});
        return;
      }
    }
    response.writeHead(404).end();
  });
  return { server, post: add('POST'), put: add('PUT'), get: add('GET'), delete: add('DELETE') };
}

class Recorder extends CloudChannelServiceHandler {
  calls = [];
  note(operation, identity, conversation, activityId, activity) {
    this.calls.push({ operation, conversation, activityId, activity, caller: identity.getClaimValue('appid') });
    return { id: `taken-${this.calls.length}` };
  }
  async onSendToConversation(identity, conversation, activity) { return this.note('send', identity, conversation, null, activity); }
  async onReplyToActivity(identity, conversation, activityId, activity) { return this.note('reply', identity, conversation, activityId, activity); }
  async onUpdateActivity(identity, conversation, activityId, activity) { return this.note('update', identity, conversation, activityId, activity); }
  async onDeleteActivity(identity, conversation, activityId) { this.note('delete', identity, conversation, activityId, null); }
}

run(({ azure, app, port }) => new Promise((resolve, reject) => {
  const handler = new Recorder(new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: azure.login,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: azure.address,
      ToBotFromChannelOpenIdMetadataUrl: azure.channelMetadata,
      ToBotFromEmulatorOpenIdMetadataUrl: azure.emulatorMetadata,
      CallerId: 'urn:botframework:azure',
    },
    new PasswordServiceClientCredentialFactory(app.id, app.password, app.tenant),
  ));
  const routes = router();
  new ChannelServiceRoutes(handler).register(routes);
  routes.post('/done', (_, response) => {
    response.end();
    resolve(handler.calls);
  });
  routes.server.on('error', reject).listen(port, '127.0.0.1');
}));
