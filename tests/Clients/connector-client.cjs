// { serviceUrl, token, conversation, activityId, activity } -> { ids, refused }: Microsoft's client of the connector API replies, sends, updates and deletes
// against our fake connector, and says how it read a refusal.
const run = require('./io.cjs');
const { ConnectorClient } = require('botframework-connector');

run(async ({ serviceUrl, token, conversation, activityId, activity }) => {
  const credentials = { signRequest: async (request) => { request.headers.set('Authorization', `Bearer ${token}`); return request; } };
  const { conversations } = new ConnectorClient(credentials, { baseUri: serviceUrl });
  const replied = await conversations.replyToActivity(conversation, activityId, activity);
  const sent = await conversations.sendToConversation(conversation, activity);
  const updated = await conversations.updateActivity(conversation, activityId, { ...activity, id: activityId });
  await conversations.deleteActivity(conversation, activityId);
  let refused = null;
  try {
    await conversations.replyToActivity(conversation, activityId, activity);
  } catch (error) {
    refused = { status: error.statusCode, code: error.body?.error?.code ?? error.details?.error?.code ?? error.code };
  }
  return { ids: [replied.id, sent.id, updated.id], refused };
});
