import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { serveOptions } from '../../server/command/serve-options.ts';
import { NODE_MAJOR } from '../../server/launch/node-runtime.mjs';
import { stagesOf } from '../redis/dockerfile.ts';
import { FILES, read } from './project.ts';

type Service = {
  readonly profiles: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly command?: readonly string[];
};
type Compose = { readonly services: Readonly<Record<string, Service>>; readonly volumes: object };

/** What the build stage makes; everything else that is copied has to lie in the project. */
const BUILT = ['node_modules', 'web/dist'];
const DOCKERFILE = stagesOf(read('Dockerfile')).flatMap(({ instructions }) => instructions);
const COMPOSE = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const ENVIRONMENT = Object.fromEntries(restOf('ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split('='))));

it('the image copies only what is there', () => {
  const missing = restOf('COPY').flatMap((rest) => {
    const sources = rest.split(' ').slice(0, -1);
    const isBuilt = sources[0] === '--from=build';
    return isBuilt
      ? sources.slice(1).filter((source) => !BUILT.includes(source.replace('/app/', '')))
      : sources.filter((source) => !isThere(source));
  });
  expect(missing, 'mend the path in the Dockerfile').toEqual([]);
});
it('the image leaves out nothing that it copies', () => {
  const ignored = read('.dockerignore').trim().split('\n');
  const sources = restOf('COPY')
    .filter((rest) => !rest.startsWith('--from'))
    .flatMap((rest) => rest.split(' ').slice(0, -1));
  expect(sources.filter((source) => ignored.includes(source.replace(/\/$/, '')))).toEqual([]);
});
it('the image runs a command that the program knows, with options that it takes', () => {
  const program: readonly string[] = JSON.parse(restOf('ENTRYPOINT')[0] ?? '[]');
  const [command = '', ...args]: readonly string[] = JSON.parse(restOf('CMD')[0] ?? '[]');
  expect(FILES).toContain(program.at(-1));
  expect([...read('server/main.ts').matchAll(/case '(\w+)'/g)].map(([, known]) => known)).toContain(command);
  expect(serveOptions(args, command === 'demo', ENVIRONMENT)).toMatchObject({ folder: '/data', host: '0.0.0.0', port: 7070 });
});
it('the image asks whether it is well at a path that the server answers', () => {
  const [, path = ''] = /'(\/\w+)'/.exec(restOf('HEALTHCHECK')[0] ?? '') ?? [];
  expect([...read('server/http/app.ts').matchAll(/app\.get\('([^']+)'/g)].map(([, known]) => known)).toContain(path);
});
it('the image runs as a user without rights, who owns the data', () => {
  expect(restOf('USER')).toEqual(['node']);
  expect(restOf('RUN').some((rest) => rest.includes('chown node:node /data'))).toBe(true);
});
it('image, package and launcher want the same Node', () => {
  const wanted = [
    ...restOf('FROM').map((rest) => /^node:(\d+)/.exec(rest)?.[1]),
    /\d+/.exec(JSON.parse(read('package.json')).engines.node)?.[0],
  ];
  expect(wanted).toEqual([NODE_MAJOR, NODE_MAJOR, NODE_MAJOR].map(String));
});
it.each(['kept', 'kept-on-redis'])('compose opens the port of the image on this machine alone and keeps the data of %s', (name) => {
  const { ports, volumes } = COMPOSE.services[name] as Service;
  expect(ports).toEqual([`127.0.0.1:7070:${restOf('EXPOSE')[0]}`]);
  expect(volumes.map((volume) => volume.split(':')[1])).toEqual(restOf('VOLUME'));
  expect(Object.keys(COMPOSE.volumes)).toContain(volumes[0]?.split(':')[0]);
});
it('compose has a profile for each way to keep the log', () => {
  const profiles = Object.entries(COMPOSE.services).map(([name, service]) => [name, ...service.profiles]);
  expect(profiles).toEqual([
    ['kept', 'embedded'],
    ['kept-on-redis', 'redis'],
    ['redis', 'redis'],
  ]);
});
it('compose has Redis on disk before it answers, and open to nobody outside', () => {
  const { command = [], ports, volumes } = COMPOSE.services['redis'] as Service;
  const text = command.join(' ');
  expect(
    ['--appendonly yes', '--appendfsync always', '--maxmemory-policy noeviction', '--dir /data'].filter((part) => !text.includes(part)),
  ).toEqual([]);
  expect([ports, volumes]).toEqual([undefined, ['redis:/data']]);
});

function restOf(word: string): readonly string[] {
  return DOCKERFILE.filter((instruction) => instruction.word === word).map(({ rest }) => rest);
}

function isThere(source: string): boolean {
  const path = source.replace(/^\.\//, '').replace(/\/$/, '');
  return FILES.some((file) => file === path || file.startsWith(`${path}/`));
}
