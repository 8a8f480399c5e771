import { say } from '../../shared/text/index.ts';
import type { DeskView, State, WallChange, WallFeed, WallLine, WallView } from '../../shared/view/index.ts';
import type { Alarm } from '../../shared/wire/index.ts';

const CHANGES_MAX = 6;

/** A wall after an alarm: the line is in its new state, and that it broke stands among the last changes even where it is over. */
export function putOnWall(view: WallView, alarm: Alarm): WallView {
  if (alarm.kind === 'feed') return { ...view, feeds: view.feeds.map((feed) => putOnFeed(feed, alarm)) };
  const before = lineOf(view, alarm);
  if (before === null) return view; // It does not stand on the wall: those in trouble do.
  const line = { ...before, state: alarm.state, sinceAtMs: alarm.atMs };
  const lines = view.lines.map((each) => (each.id === line.id ? line : each));
  if (!alarm.hasBroken) return { ...view, lines };
  return { ...view, lines, changes: [brokenRow(before, alarm), ...view.changes].slice(0, CHANGES_MAX) };
}

/** A desk has no lines. Its rows wait for the snapshot. */
export function putOnDesk(view: DeskView, alarm: Alarm): DeskView {
  if (alarm.kind !== 'feed') return view;
  return { ...view, head: { ...view.head, feeds: view.head.feeds.map((feed) => putOnFeed(feed, alarm)) } };
}

/** An alarm of one subject of an availability is of the promise's only line. */
function lineOf({ lines }: WallView, { id, hasBroken }: Alarm): WallLine | null {
  const own = lines.find((line) => line.id === id);
  if (own !== undefined) return own;
  const promise = id.split('/', 1)[0];
  return hasBroken ? (lines.find((line) => line.id === promise && line.kind === 'availability') ?? null) : null;
}

function putOnFeed(feed: WallFeed, { id, state }: Alarm): WallFeed {
  if (feed.id !== id) return feed;
  return { ...feed, state: state === 'on-track' ? 'live' : state === 'idle' ? 'waiting' : 'silent' };
}

function brokenRow({ id, short, group, state }: WallLine, { atMs }: Alarm): WallChange {
  const name = group === null ? short : { en: `${short.en} ${group}`, zh: `${short.zh} ${group}` };
  const args = { name, from: stateName(state), to: stateName('broken') };
  return { id: `alarm ${id} ${atMs}`, atMs, state: 'broken', title: { key: 'change.line', args }, detail: null };
}

function stateName(state: State): { readonly en: string; readonly zh: string } {
  return { en: say('en', `inline.${state}`), zh: say('zh', `inline.${state}`) };
}
