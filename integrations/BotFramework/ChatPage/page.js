// The chat page: shows Web Chat on our own Direct Line server, keeps it connected, and offers what one can say.
(() => {
  'use strict';

  const nonce = document.currentScript.nonce;
  const words = JSON.parse(document.getElementById('words').textContent);
  const banner = document.getElementById('banner');
  const chat = document.getElementById('chat');
  const ask = document.getElementById('ask');
  const restart = document.getElementById('restart');
  const hints = [...document.querySelectorAll('#hints button')];

  // ---- what the person is told about the connection

  let hiding;

  function tell(kind, word) {
    clearTimeout(hiding);
    banner.hidden = !word;
    banner.className = kind;
    banner.textContent = word ? words[word] : '';
    if (kind === 'good') hiding = setTimeout(() => tell(), 2500);
  }

  // ---- photos: a phone's camera makes files that a village's network carries for minutes

  const LONGEST_SIDE = 2048;
  const SMALL_ENOUGH = 1 << 20;

  async function shrink(attachment) {
    const { blob } = attachment;
    if (!/^image\//.test(blob.type) || blob.size <= SMALL_ENOUGH) return attachment;
    try {
      const picture = await createImageBitmap(blob);
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const smaller = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85));
      if (!smaller || smaller.size >= blob.size) return attachment;
      return { ...attachment, blob: new File([smaller], blob.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) };
    } catch {
      return attachment; // not a picture that this browser reads; the service says what it thinks of it
    }
  }

  let shrinking = 0;
  let queue = Promise.resolve();

  /** What is said after a photo goes after it. */
  const smallPhotos = () => next => action => {
    const attachments = (action.type === 'WEB_CHAT/SEND_MESSAGE' && action.payload.attachments) || [];
    if (action.type !== 'WEB_CHAT/SEND_MESSAGE' || (attachments.length === 0 && shrinking === 0)) return next(action);
    shrinking++;
    queue = queue.then(async () => {
      const smaller = (await Promise.all(attachments.map(shrink))).map(remember);
      shrinking--;
      next({ ...action, payload: { ...action.payload, attachments: smaller } });
    });
    return action;
  };

  // Shown at once from this page's memory, and from the server after a reload: no preview of somebody's papers travels or is kept beside the photo.
  const shown = new Set();

  function remember(attachment) {
    const address = URL.createObjectURL(attachment.blob);
    shown.add(address);
    return { ...attachment, thumbnailURL: address };
  }

  const photosAsPictures = () => next => card => {
    const { activity, attachment } = card;
    if (activity.from?.role !== 'user' || !/^image\//.test(attachment.contentType)) return next(card);
    const picture = shown.has(attachment.thumbnailUrl) ? attachment.thumbnailUrl : attachment.contentUrl;
    return next({ ...card, attachment: { ...attachment, contentUrl: picture, thumbnailUrl: picture } });
  };

  // ---- the connection
  //
  // Web Chat reconnects a lost socket by itself but does not say that it is lost, and for good gives up after a while, after an expired token, or
  // when its start fails. So we watch its socket, and connect anew with a fresh token where it would not. Our server takes the start of a conversation
  // that has begun for its continuation, and tells all of it again.

  const PATIENCE = 25000; // Web Chat's own first try comes 3 to 15 s after the loss
  const LONGEST_DELAY = 60000;
  const [EXPIRED, FAILED, ENDED] = [3, 4, 5];

  let link; // { conversation, directLine, store, socket, unsent, isOver }
  let attempt = 0;
  let delay = 0;
  let retrying;
  let wasOpen = false;

  class WatchedSocket extends WebSocket {
    constructor(url, protocols) {
      // A server behind a proxy that ends TLS may not know that it is https out here.
      super(location.protocol === 'https:' ? url.replace(/^ws:/, 'wss:') : url, protocols);
      if (!link) return;
      const mine = link;
      mine.socket = this;
      this.addEventListener('open', () => mine === link && opened());
      this.addEventListener('close', () => mine === link && mine.socket === this && !mine.isOver && lost());
    }
  }

  const isOpen = () => link?.socket?.readyState === WebSocket.OPEN;

  function opened() {
    clearTimeout(retrying);
    attempt++; // Web Chat was quicker than an attempt of ours that is under way
    delay = 0;
    tell(...(wasOpen && !banner.hidden ? ['good', 'back'] : []));
    wasOpen = true;
    for (const button of [restart, ...hints]) button.disabled = false;
    for (const activity of link.unsent.splice(0)) resend(link, activity);
  }

  function lost() {
    tell('bad', navigator.onLine ? 'lost' : 'offline');
    clearTimeout(retrying);
    retrying = setTimeout(connect, PATIENCE);
  }

  function again(word, wait) {
    tell('bad', navigator.onLine ? word : 'offline');
    delay = Math.min(LONGEST_DELAY, delay ? delay * 2 : 2000);
    clearTimeout(retrying);
    // Not all at once, when a server comes back for everybody.
    retrying = setTimeout(connect, wait ?? delay * (0.5 + Math.random() / 2));
  }

  async function fetchToken(body) {
    const answer = await fetch('/chat/token', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), cache: 'no-store' });
    if (answer.ok) return answer.json();
    throw Object.assign(new Error(`token: ${answer.status}`), { status: answer.status, wait: 1000 * Number(answer.headers.get('Retry-After') ?? 0) });
  }

  // ---- what a lost connection must not take with it

  const isLocal = name => name === 'state' || name.startsWith('webchat:');

  /** Messages that Web Chat did not see arrive. They keep their names, by which the server knows one that did. */
  function unsentOf(store) {
    const { activities } = store.getState();
    return activities
      .filter(({ channelData, from }) => from?.role === 'user' && ['sending', 'send failed'].includes(channelData?.['webchat:send-status'] ?? channelData?.state))
      .map(({ attachments = [], channelData, ...activity }) => ({
        ...activity,
        attachments: attachments.map(attachment => ({ ...attachment, contentUrl: attachment.contentUrl ?? attachment.thumbnailUrl })),
        channelData: Object.fromEntries(Object.entries(channelData).filter(([name]) => !isLocal(name))),
      }));
  }

  function resend({ directLine, store }, activity) {
    const giveBack = () => activity.text && store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: activity.text } });
    directLine.postActivity(activity).subscribe(id => id === 'retry' && giveBack(), giveBack);
  }

  async function connect({ begin = false } = {}) {
    clearTimeout(retrying);
    const mine = ++attempt;
    if (!wasOpen) hiding = setTimeout(() => isOpen() || tell('', 'connecting'), 1500);
    let grant;
    try {
      grant = await fetchToken({ restart: begin });
    } catch ({ status, wait }) {
      if (mine === attempt) again(status === 429 ? 'busy' : 'unreachable', status === 429 ? wait : undefined);
      return;
    }

    if (mine !== attempt) return;
    if (begin) others.postMessage('restarted');
    const before = link;
    const goesOn = before?.conversation === grant.conversationId;
    link = {
      conversation: grant.conversationId,
      unsent: goesOn ? [...before.unsent, ...unsentOf(before.store)] : [],
      store: WebChat.createStore({}, smallPhotos),
      directLine: WebChat.createDirectLine({ domain: `${location.origin}/v3/directline`, token: grant.token, webSocket: true }),
    };
    before?.directLine.end();
    const current = link;
    link.directLine.connectionStatus$.subscribe(status => {
      if (current !== link || current.isOver || ![EXPIRED, FAILED, ENDED].includes(status)) return;
      current.isOver = true; // Web Chat now closes what it had: no news
      // A page that slept past its token's end need not bother anybody.
      if (status === EXPIRED && !delay) connect();
      else again('unreachable');
    });
    show(mine);
    const typed = goesOn && before.store.getState().sendBoxValue;
    if (typed) link.store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: typed } });
  }

  // ---- Web Chat itself

  const FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif";
  const GREEN = '#0b5c4b';

  const styleOptions = {
    accent: GREEN,
    primaryFont: FONTS,
    backgroundColor: 'transparent',
    paddingRegular: 12,
    fontSizeSmall: '85%',
    bubbleBorderRadius: 14,
    bubbleBorderColor: '#dfe5e2',
    bubbleMaxWidth: 560,
    bubbleMinWidth: 60,
    bubbleMinHeight: 44,
    bubbleFromUserBackground: '#cdeedd',
    bubbleFromUserBorderColor: '#b4dfc9',
    bubbleFromUserBorderRadius: 14,
    emojiSet: {},
    markdownRenderHTML: false,
    enableUploadThumbnail: false,
    hideToaster: true,
    sendBoxHeight: 60,
    sendBoxBorderTop: 'solid 1px #dfe5e2',
    sendBoxButtonColor: GREEN,
    sendBoxPlaceholderColor: '#5d6763',
    sendBoxTextWrap: true,
    sendBoxMaxHeight: 140,
    sendAttachmentOn: 'attach',
    sendTimeout: 30000,
    uploadAccept: 'image/jpeg,image/png,image/webp',
    uploadMultiple: false,
    suggestedActionLayout: 'stacked',
    suggestedActionsStackedLayoutButtonTextWrap: true,
    suggestedActionsStackedLayoutButtonMaxHeight: 120,
    suggestedActionHeight: 52,
    suggestedActionBorderRadius: 12,
    suggestedActionBorderWidth: 1,
    suggestedActionBackgroundColor: 'White',
    suggestedActionBorderColor: GREEN,
    suggestedActionTextColor: GREEN,
    timestampFormat: 'relative',
  };

  const ours = strings => ({
    ...strings,
    TEXT_INPUT_PLACEHOLDER: words['type-here'],
    TEXT_INPUT_UPLOAD_BUTTON_ALT: words['send-photo'],
    TEXT_INPUT_SEND_BUTTON_ALT: words.send,
  });

  function show(key) {
    const { directLine, store } = link;
    WebChat.renderWebChat({ key, directLine, store, nonce, styleOptions, locale: 'zh-CN', overrideLocalizedStrings: ours, attachmentMiddleware: photosAsPictures }, chat);
  }

  // ---- the page's own buttons

  // The same photo chosen again is a choice too; a browser sees no change in it.
  document.addEventListener('click', ({ target }) => target.type === 'file' && (target.value = ''), true);

  for (const hint of hints) {
    hint.addEventListener('click', () => isOpen() && link.store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text: hint.textContent, method: 'suggestedAction' } }));
  }

  restart.addEventListener('click', () => ask.showModal());
  ask.addEventListener('close', () => ask.returnValue === 'yes' && connect({ begin: true }));

  // Another tab of this browser has begun anew; one conversation is enough.
  const others = new BroadcastChannel('chat');
  others.addEventListener('message', () => connect());

  const awake = () => document.visibilityState === 'visible' && wasOpen && !isOpen() && connect();
  addEventListener('online', awake);
  addEventListener('offline', () => wasOpen && tell('bad', 'offline'));
  document.addEventListener('visibilitychange', awake);

  if (!window.WebChat) {
    tell('bad', 'unsupported');
    return;
  }

  window.WebSocket = WatchedSocket;
  connect();
})();
