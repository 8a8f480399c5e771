import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { serveOptions } from '../../server/command/serve-options.ts';
import { NODE_MAJOR } from '../../server/launch/node-runtime.mjs';
import { FILES, read } from './project.ts';

type Instruction = { readonly word: string; readonly rest: string };
type Compose = {
  readonly services: { readonly kept: { readonly ports: readonly string[]; readonly volumes: readonly string[] } };
  readonly volumes: object;
};

/** What the build stage makes; everything else that is copied has to lie in the project. */
const BUILT = ['node_modules', 'web/dist'];
/** One instruction a line, continued lines joined. */
const DOCKERFILE: readonly Instruction[] = read('Dockerfile')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => ({ word: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
const COMPOSE = parse(read('docker-compose.yml')) as Compose;
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
it('compose opens the port of the image on this machine alone and keeps its data', () => {
  const { ports, volumes } = COMPOSE.services.kept;
  expect(ports).toEqual([`127.0.0.1:7070:${restOf('EXPOSE')[0]}`]);
  expect(volumes).toEqual([`${Object.keys(COMPOSE.volumes)[0]}:${restOf('VOLUME')[0]}`]);
});

function restOf(word: string): readonly string[] {
  return DOCKERFILE.filter((instruction) => instruction.word === word).map(({ rest }) => rest);
}

function isThere(source: string): boolean {
  const path = source.replace(/^\.\//, '').replace(/\/$/, '');
  return FILES.some((file) => file === path || file.startsWith(`${path}/`));
}
