// { activities } -> [{ error, cards: [{ problems, buttons, facts, texts }] }]: Microsoft's strictest parser of activities, and the parser of Adaptive Cards.
const run = require('./io.cjs');
const { Activity } = require('@microsoft/agents-activity');

// The library expects a browser, of which parsing uses nothing.
global.window = global.self = global;
global.document = { createElement: () => ({ style: {}, classList: { add() {} }, appendChild() {} }) };
global.HTMLElement = class {};
const cards = require('adaptivecards/dist/adaptivecards.js');

function parseCard(content) {
  const context = new cards.SerializationContext();
  const card = new cards.AdaptiveCard();
  card.parse(content, context);
  const problems = [...Array(context.eventCount).keys()].map((index) => context.getEventAt(index).message).concat(card.validateProperties().validationEvents.map((event) => event.message));
  const items = [...Array(card.getItemCount()).keys()].map((index) => card.getItemAt(index));
  const of = (type) => items.filter((item) => item.getJsonTypeName() === type);
  return {
    problems,
    texts: of('TextBlock').map((item) => item.text),
    facts: of('FactSet').flatMap((set) => set.facts.map((fact) => [fact.name, fact.value])),
    buttons: card.getAllActions ? of('ActionSet').flatMap((set) => [...Array(set.getActionCount()).keys()].map((index) => set.getActionAt(index).title)) : [],
  };
}

run(async ({ activities }) => activities.map((activity) => {
  let error = null;
  try {
    Activity.fromObject(structuredClone(activity));
  } catch (failure) {
    error = failure.message;
  }
  const adaptive = (activity.attachments || []).filter((attachment) => attachment.contentType === 'application/vnd.microsoft.card.adaptive');
  return { error, cards: adaptive.map((attachment) => parseCard(attachment.content)) };
}));
