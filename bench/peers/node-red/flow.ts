/**
 * The job as a flow of Node-RED with Dashboard 2, wired in one of two ways. `events`: a message for each event and a text for each
 * figure, as its guides wire it. `batches`: one function counts a whole body, and a text is told ten times a second, which is the
 * least that it can be made to do.
 */
export type Wiring = 'events' | 'batches';

const COUNT = `
let kept = context.get('kept') || 0;
for (const { type, data } of [].concat(msg.payload)) {
  if (type === 'departure.departed' && data.delayMinutes < 15) kept += 1;
}
context.set('kept', kept);
flow.set('figure', { kept });
return { payload: { kept } };`;

const DASHBOARD = [
  { id: 'base', type: 'ui-base', name: 'Departures', path: '/dashboard' },
  { id: 'theme', type: 'ui-theme', name: 'Plain', colors: {}, sizes: {} },
  { id: 'page', type: 'ui-page', name: 'Wall', ui: 'base', path: '/wall', layout: 'grid', theme: 'theme', order: 1 },
  { id: 'group', type: 'ui-group', name: 'Figures', page: 'page', width: '6', height: '1', order: 1 },
];
const TEXT = { id: 'text', z: 'tab', type: 'ui-text', group: 'group', order: 1, label: 'On time', format: '{{msg.payload}}', wires: [] };
const IN = { id: 'in', z: 'tab', type: 'http in', url: '/events', method: 'post', upload: false };
const ANSWER = { id: 'answer', z: 'tab', type: 'http response', statusCode: '202', wires: [] };

export function flowOf(wiring: Wiring): readonly object[] {
  const counter = { id: 'count', z: 'tab', type: 'function', func: COUNT, outputs: 1 };
  const rest =
    wiring === 'events'
      ? [
          { ...IN, wires: [['answer', 'split']] },
          { id: 'split', z: 'tab', type: 'split', arraySplt: 1, arraySpltType: 'len', wires: [['count']] },
          { ...counter, wires: [['text']] },
        ]
      : [
          { ...IN, wires: [['answer', 'count']] },
          { ...counter, wires: [[]] },
          { id: 'tick', z: 'tab', type: 'inject', repeat: '0.1', once: true, props: [], wires: [['show']] },
          { id: 'show', z: 'tab', type: 'function', func: "return { payload: flow.get('figure') };", outputs: 1, wires: [['text']] },
        ];
  // A node without a place on the sheet would be taken for a setting.
  const placed = [...rest, ANSWER, TEXT].map((node) => ({ x: 100, y: 100, ...node }));
  return [{ id: 'tab', type: 'tab', label: 'Departures' }, ...DASHBOARD, ...placed];
}
