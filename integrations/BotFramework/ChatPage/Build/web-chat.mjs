// Takes the wanted files of one npm package into a folder, scripts compressed for the web. Run by WebChat.targets, never by the service.
//
//   node web-chat.mjs PACKAGE@VERSION INTEGRITY FOLDER FILE...
//
// Exit code 0: done. 1: a bug. 2: the package is not the one that is pinned. 3: npm is missing, or could not get the package.

import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

const [specifier, integrity, folder, ...wanted] = process.argv.slice(2);
const scratch = `${folder.replace(/[\\/]+$/, '')}.${randomUUID()}`;

function stop(code, message) {
  if (message) console.log(message);
  rmSync(scratch, { recursive: true, force: true });
  process.exit(code);
}

function pack() {
  // npm's own cache answers when it can; a build without a network must not wait for long.
  const run = spawnSync('npm', ['pack', specifier, '--ignore-scripts', '--prefer-offline', '--fetch-retries=1', '--loglevel=error'], {
    cwd: scratch,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const tarball = readdirSync(scratch).find(name => name.endsWith('.tgz'));
  return run.status === 0 && tarball ? readFileSync(join(scratch, tarball)) : stop(3, `npm pack ${specifier} did not succeed.`);
}

/** The regular files of a tar archive (ustar; npm writes no other). */
function* filesOf(archive) {
  const text = (at, length) => archive.toString('utf8', at, at + length).replace(/\0[^]*$/, '');
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    const prefix = text(at + 345, 155);
    yield { name: (prefix ? `${prefix}/` : '') + text(at, 100), content: archive.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function write(name, content) {
  if (!name.endsWith('.js')) {
    writeFileSync(join(scratch, name), content);
    return;
  }

  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
  writeFileSync(join(scratch, `${name}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(join(scratch, `${name}.br`), brotliCompressSync(content, best));
}

/** Whole or not at all: two builds at once may both come here, and the second finds the work done. */
function publish() {
  const mark = join(folder, 'integrity');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === integrity) stop(0);
  try {
    rmSync(folder, { recursive: true, force: true });
    renameSync(scratch, folder);
  } catch (error) {
    if (!['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(error.code)) throw error;
    rmSync(scratch, { recursive: true, force: true });
  }
}

mkdirSync(scratch, { recursive: true });
const tarball = pack();
const digest = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
if (digest !== integrity) stop(2, `${specifier} is ${digest}, but the project pins ${integrity}.`);

const found = new Map();
for (const { name, content } of filesOf(gunzipSync(tarball))) {
  if (wanted.includes(name)) found.set(name, content);
}

const lacking = wanted.filter(name => !found.has(name));
if (lacking.length > 0) stop(1, `${specifier} holds no ${lacking.join(', ')}.`);

for (const [name, content] of found) write(name.split('/').at(-1), content);
rmSync(join(scratch, readdirSync(scratch).find(name => name.endsWith('.tgz'))));
writeFileSync(join(scratch, 'integrity'), integrity);
publish();
