import type { Express } from 'express';
import { declaredBy } from '../../server/ports/index.ts';
import type { Action } from '../../shared/right/index.ts';

/** One method of one path, and the rights that its guards ask for. */
export type RouteFound = { readonly method: string; readonly path: string; readonly actions: readonly Action[] };

/** The parts of Express' router that are read here and nowhere else. */
type Layer = {
  readonly rawPath: string | readonly string[];
  readonly name: string;
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly route?: { readonly path: string | readonly string[]; readonly stack: readonly RouteLayer[] };
};
type RouteLayer = { readonly method: string; readonly handle: object };
type Under = { readonly path: string; readonly actions: readonly Action[] };

/** What passes requests on, or answers what nothing else has. */
const PASSES_ON: readonly string[] = ['helmetMiddleware', 'paced', 'callers', 'noStore', 'nothing', 'problem'];

/** Every route of an application, and what else could answer there without a guard. */
export function routesOf(app: Express): { readonly routes: readonly RouteFound[]; readonly unguarded: readonly string[] } {
  const { stack } = app.router as unknown as { readonly stack: readonly Layer[] };
  const routes = found(stack, { path: '', actions: [] });
  const unguarded = routes.filter(({ actions }) => actions.length === 0).map(({ method, path }) => `${method} ${path}`);
  return { routes, unguarded };
}

function found(stack: readonly Layer[], under: Under): readonly RouteFound[] {
  return stack.flatMap((layer, index) => {
    const paths = pathsOf(layer.route?.path ?? layer.rawPath);
    if (layer.route !== undefined) return paths.flatMap((path) => methodsOf(layer.route, { ...under, path: `${under.path}${path}` }));
    const before = stack.slice(0, index).filter(({ route, rawPath }) => route === undefined && String(rawPath) === String(layer.rawPath));
    const last = before.findLastIndex(({ handle }) => declaredBy(handle).length === 0);
    const actions = [...under.actions, ...before.slice(last + 1).flatMap(({ handle }) => declaredBy(handle))];
    const path = `${under.path}${paths[0] === '/' ? '' : paths[0]}`;
    if (layer.handle.stack !== undefined) return found(layer.handle.stack, { path, actions });
    if (declaredBy(layer.handle).length > 0 || PASSES_ON.includes(layer.name)) return [];
    return [{ method: 'GET', path: `${path}/${layer.name}`, actions }];
  });
}

function methodsOf(route: Layer['route'], { path, actions }: Under): readonly RouteFound[] {
  const stack = route?.stack ?? [];
  const asked = [...actions, ...stack.flatMap(({ handle }) => declaredBy(handle))];
  return [...new Set(stack.map(({ method }) => method.toUpperCase()))].map((method) => ({ method, path, actions: asked }));
}

function pathsOf(path: string | readonly string[]): readonly string[] {
  return typeof path === 'string' ? [path] : path;
}
