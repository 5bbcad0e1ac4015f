// { azure, app, url, serviceUrl, activities } -> [{ status, body }]: Microsoft's client for calling a bot posts to our endpoint, its token from our fake login.
const run = require('./io.cjs');
const { ConfigurationBotFrameworkAuthentication } = require('botbuilder');
const { AppCredentials, PasswordServiceClientCredentialFactory } = require('botframework-connector');

// Its own credentials insist on Microsoft's login hosts.
class LocalCredentials extends AppCredentials {
  constructor(app, scope, login) {
    super(app.id, app.tenant, scope);
    Object.assign(this, { app, login });
  }
  async refreshToken() {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: this.app.id, client_secret: this.app.password, scope: `${this.oAuthScope}/.default` });
    const answer = await (await fetch(`${this.login}/oauth2/v2.0/token`, { method: 'POST', body: form })).json();
    return { accessToken: answer.access_token, expiresOn: new Date(Date.now() + answer.expires_in * 1000) };
  }
}

class LocalFactory extends PasswordServiceClientCredentialFactory {
  constructor(app, login) {
    super(app.id, app.password, app.tenant);
    Object.assign(this, { app, login });
  }
  async createCredentials(_, audience) { return new LocalCredentials(this.app, audience, this.login); }
}

run(async ({ azure, app, url, serviceUrl, activities }) => {
  const client = new ConfigurationBotFrameworkAuthentication(
    { ToChannelFromBotLoginUrl: azure.login, ToChannelFromBotOAuthScope: 'https://api.botframework.com', ToBotFromChannelTokenIssuer: 'https://api.botframework.com', OAuthUrl: azure.address, ToBotFromChannelOpenIdMetadataUrl: azure.channelMetadata, ToBotFromEmulatorOpenIdMetadataUrl: azure.emulatorMetadata, CallerId: 'x' },
    new LocalFactory(app, azure.login),
  ).createBotFrameworkClient();
  const results = [];
  for (const activity of activities) {
    results.push(await client.postActivity(app.id, app.id, url, serviceUrl, activity.conversation.id, activity));
  }
  return results;
});
