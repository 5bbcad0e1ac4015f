// { library, account, decrypt?: {encrypt, signature, timestamp, nonce}, encrypt?: {message, timestamp, nonce} } -> { message } | { encrypt, signature }
const run = require('./io.cjs');

const libraries = {
  'wechat-crypto': ({ token, key, appId }) => {
    const WXBizMsgCrypt = require('wechat-crypto');
    const crypto = new WXBizMsgCrypt(token, key, appId);
    return {
      decrypt: ({ encrypt, signature, timestamp, nonce }) => {
        if (crypto.getSignature(timestamp, nonce, encrypt) !== signature) throw new Error('signature');
        const { message, id } = crypto.decrypt(encrypt);
        if (id !== appId) throw new Error('appid');
        return message;
      },
      encrypt: ({ message, timestamp, nonce }) => {
        const encrypt = crypto.encrypt(message);
        return { encrypt, signature: crypto.getSignature(timestamp, nonce, encrypt) };
      },
    };
  },
  'node-easywechat': ({ token, key, appId }) => {
    const Encryptor = require('node-easywechat/dist/Core/Encryptor');
    const crypto = new Encryptor(appId, token, key, appId);
    return {
      decrypt: ({ encrypt, signature, timestamp, nonce }) => crypto.decrypt(encrypt, signature, nonce, timestamp),
      encrypt: ({ message, timestamp, nonce }) => {
        const xml = crypto.encrypt(message, nonce, timestamp);
        const value = (name) => xml.match(new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, 's'))[1];
        return { encrypt: value('Encrypt'), signature: value('MsgSignature') };
      },
    };
  },
  'nest-wechat': ({ token, key, appId }) => {
    const { MessageCrypto } = require('nest-wechat/dist/utils/message-crypto.js');
    const aesKey = MessageCrypto.getAESKey(key);
    const iv = MessageCrypto.getAESKeyIV(aesKey);
    return {
      decrypt: ({ encrypt, signature, timestamp, nonce }) => {
        if (MessageCrypto.sha1(token, timestamp, nonce, encrypt) !== signature) throw new Error('signature');
        return MessageCrypto.decrypt(aesKey, iv, encrypt);
      },
      encrypt: ({ message, timestamp, nonce }) => {
        const encrypt = MessageCrypto.encrypt(aesKey, iv, message, appId);
        return { encrypt, signature: MessageCrypto.sha1(token, timestamp, nonce, encrypt) };
      },
    };
  },
};

run(({ library, account, decrypt, encrypt }) => {
  const crypto = libraries[library](account);
  return decrypt ? { message: crypto.decrypt(decrypt) } : crypto.encrypt(encrypt);
});
