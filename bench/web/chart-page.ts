import type { Design } from '../../shared/design/index.ts';
import { init } from '../../web/chart/echarts.ts';
import type { Inks } from '../../web/chart/index.ts';
import { designOption } from '../../web/review/design-curve.ts';

const INKS: Inks = {
  ink1: '#111111',
  ink2: '#333333',
  ink3: '#555555',
  line: '#cccccc',
  bar: '#666666',
  band: '#dddddd',
  panel: '#ffffff',
  font: 'sans-serif',
};

/** A designer's curve of so many limits, another one each time. */
function designOf(points: number, turn: number): Design {
  const steps = Array.from({ length: points }, (_, place) => {
    const chance = 0.5 + 0.45 * Math.sin((place / points) * 3 + turn / 7) + 0.04 * Math.sin(place * 1.7 + turn);
    return { terms: `${place}min`, chance, low: chance - 0.02, high: chance + 0.02, isCurrent: place === points >> 1 };
  });
  return { steps, wantedChance: 0.95 } as unknown as Design; // All that the curve reads of an answer.
}

/** ms that each update of the review's curve takes, as its chart is given another answer: from the data to the drawn canvas. */
export function updatesMs(points: number, updates: number): readonly number[] {
  const place = document.createElement('div');
  place.style.cssText = 'width:420px;height:220px';
  document.body.append(place);
  const chart = init(place, null, { renderer: 'canvas', useDirtyRect: true });
  const took: number[] = [];
  for (let turn = 0; turn < updates; turn += 1) {
    const answer = designOf(points, turn);
    const startedAtMs = performance.now();
    chart.setOption({ animation: false, ...designOption(answer, 'now', INKS) }, { notMerge: true });
    chart.getZr().flush();
    took.push(performance.now() - startedAtMs);
  }
  chart.dispose();
  return took;
}
