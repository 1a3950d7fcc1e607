/** The files for service managers, containers and proxies name only what there is. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/commands/registry.ts';
import { settingsSchema } from '../../src/config.ts';
import { filesOf, none, root } from '../tidy/source-files.ts';

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const units = filesOf('deploy/*.service');

/** Settings of Node and of its packages, not ours. */
const ofNode = ['NODE_ENV', 'NODE_COMPILE_CACHE', 'NODE_OPTIONS'];

function isCommand(name: string | undefined): boolean {
  return commands.some((command) => command.name === name);
}

function unknownSettings(names: readonly string[]): string[] {
  const known = [...Object.keys(settingsSchema.shape), ...ofNode];
  return names.filter((name) => !known.includes(name));
}

test('units start commands that there are, with settings that there are', () => {
  assert.equal(units.length, 2);
  for (const { path, text } of units) {
    const [, program, command] = /^ExecStart=\S+ (\S+) (\w+)$/m.exec(text) ?? [];
    assert(program && existsSync(join(root, program)) && isCommand(command), path);
    const names = [...text.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name);
    assert(names.length > 5);
    none(unknownSettings(names), `${path} names settings that there are not`);
  }
});

test('every credential that a unit loads is the file of a setting, and the reverse', () => {
  for (const { path, text } of units) {
    const loaded = [...text.matchAll(/^LoadCredential=([\w-]+):/gm)].map(([, name]) => name);
    const used = [...text.matchAll(/^Environment=\w+_FILE=%d\/([\w-]+)$/gm)].map(
      ([, name]) => name,
    );
    assert(loaded.length >= 2);
    assert.deepEqual(loaded, used, path);
  }
});

test('the image is made of files that there are and starts a command that there is', () => {
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  );
  assert(copied.length >= 5);
  none(
    copied.filter((name) => !existsSync(join(root, name))),
    'the Dockerfile copies files that there are not',
  );
  const letIn = readFileSync(join(root, '.dockerignore'), 'utf8');
  none(
    copied.filter((name) => !letIn.includes(`!${name}\n`)),
    '.dockerignore keeps these out',
  );
  const [, entry] = /^ENTRYPOINT \["node", "([^"]+)"\]$/m.exec(dockerfile) ?? [];
  const [, command] = /^CMD \["(\w+)"\]$/m.exec(dockerfile) ?? [];
  assert(entry && existsSync(join(root, entry)) && isCommand(command));
  const given = [...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) =>
    line.split(' ').map((part) => part.split('=')[0] ?? ''),
  );
  none(unknownSettings(given), 'the Dockerfile names settings that there are not');
});

test('the image has the Node that the packages bring', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  assert(dockerfile.includes(`FROM node:${dependencies['node']}-`));
});

test('proxies let through what the portal takes, and say who asks', () => {
  const server = readFileSync(join(root, 'src/web/server.ts'), 'utf8');
  assert.match(server, /bodyLimit: 64 \* 1024/);
  const nginx = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8');
  assert.match(nginx, /client_max_body_size 26m;/);
  assert.match(nginx, /X-Forwarded-For \$remote_addr;/);
  const caddy = readFileSync(join(root, 'deploy/Caddyfile'), 'utf8');
  assert.match(caddy, /max_size 26MB/);
  assert.match(caddy, /X-Forwarded-For \{remote_host\}/);
});
