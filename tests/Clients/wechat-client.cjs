// wechat-api (callbacks) and co-wechat-api (promises) as one client of the fake platform.
const { promisify } = require('util');

exports.of = (library, endpoint, { appId, secret }) => {
  const API = require(library);
  const api = new API(appId, secret);
  const root = endpoint.replace(/\/$/, '');
  if (library === 'wechat-api') {
    api.endpoint = root;
    return (name, ...args) => promisify(api[name].bind(api))(...args);
  }
  api.prefix = `${root}/cgi-bin/`;
  return (name, ...args) => api[name](...args);
};

// The result, a file as { bytes }, or { error, message }.
exports.attempt = (call) => async (name, ...args) => {
  try {
    const result = await call(name, ...args);
    return Buffer.isBuffer(result) ? { bytes: result.toString('base64') } : result;
  } catch (error) {
    return { error: error.code, message: error.message };
  }
};
