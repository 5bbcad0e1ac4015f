// { azure, app, vectors: [{ header, activity, allowedCallers?, requiredEndorsements? }] } -> [{ connector, agents }]: Microsoft's own verdicts on tokens.
// botframework-connector judges token and activity; agents-hosting's middleware judges the token, with its issuer validation on.
const run = require('./io.cjs');
const http = require('http');
const https = require('https');
const { ConfigurationBotFrameworkAuthentication } = require('botbuilder');
const { PasswordServiceClientCredentialFactory, allowedCallersClaimsValidator } = require('botframework-connector');

// The keys' hosts are written into agents-hosting; nothing may leave this machine.
function redirect(azure) {
  const { hostname, port } = new URL(azure.address);
  https.request = (options, callback) => {
    const path = options.hostname === 'login.botframework.com' ? '/channel/keys' : '/emulator/keys';
    return http.request({ ...options, hostname, port, path, agent: undefined }, callback);
  };
}

function connector(azure, app, { allowedCallers, requiredEndorsements }) {
  return new ConfigurationBotFrameworkAuthentication(
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
    {
      requiredEndorsements: requiredEndorsements || [],
      validateClaims: allowedCallers ? allowedCallersClaimsValidator(allowedCallers) : undefined,
      // Its own way to say which further tenant is taken.
      validTokenIssuers: [`https://sts.windows.net/${app.tenant}/`],
    },
  );
}

async function agents(authorize, header) {
  let status = 0;
  const response = { status: (code) => { status = code; return response; }, send: () => response };
  await authorize({ method: 'POST', headers: header === null ? {} : { authorization: header } }, response, () => { status = status || 200; });
  return status === 200;
}

run(async ({ azure, app, vectors }) => {
  redirect(azure);
  const { authorizeJWT } = require('@microsoft/agents-hosting');
  const settings = { clientId: app.id, tenantId: app.tenant, validateIssuer: true };
  const authorize = authorizeJWT({ ...settings, connections: new Map([['serviceConnection', settings]]) });
  const verdicts = [];
  for (const vector of vectors) {
    let accepted = true;
    try {
      await connector(azure, app, vector).authenticateRequest(vector.activity, vector.header || '');
    } catch {
      accepted = false;
    }
    verdicts.push({ connector: accepted, agents: await agents(authorize, vector.header) });
  }
  return verdicts;
});
