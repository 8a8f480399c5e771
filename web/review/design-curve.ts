import type { Design, DesignStep } from '../../shared/design/index.ts';
import { type ChartOption, type Inks, thinnedPlaces } from '../chart/index.ts';

const percent = (share: number): number => Math.round(share * 1_000) / 10;
/** About as many points as the chart is wide, in px: more could not be told apart. */
const DRAWN_MAX = 400;

/** Steps of which the chance is known, from the smallest amount to the largest. */
export function drawnSteps({ steps }: Pick<Design, 'steps'>): readonly (DesignStep & { readonly chance: number })[] {
  return steps.flatMap((step) => (step.chance === null ? [] : [{ ...step, chance: step.chance }]));
}

/** The chance to keep each limit or target with its interval, the wanted chance as a line, and the terms of now as a mark. */
export function designOption(answer: Design, nowText: string, inks: Inks): ChartOption {
  const steps = thinned(drawnSteps(answer));
  return {
    textStyle: { fontFamily: inks.font },
    grid: { left: 34, right: 14, top: 12, bottom: 24 },
    xAxis: {
      type: 'category',
      data: steps.map(({ terms }) => terms),
      axisLabel: { color: inks.ink3, fontSize: 11, hideOverlap: true },
      axisLine: { lineStyle: { color: inks.ink3 } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      max: 100,
      axisLabel: { color: inks.ink3, fontSize: 11, formatter: '{value}%' },
      splitLine: { lineStyle: { color: inks.line } },
    },
    series: [...band(steps, inks), curve(steps, { nowText, wanted: percent(answer.wantedChance) }, inks)],
  };
}

type Drawn = ReturnType<typeof drawnSteps>;

/** The terms of now are drawn whatever lies around them. */
function thinned(steps: Drawn): Drawn {
  const places = new Set(
    thinnedPlaces(
      steps.map(({ chance }) => chance),
      DRAWN_MAX,
    ),
  );
  return steps.filter(({ isCurrent }, place) => isCurrent || places.has(place));
}

const LINE = { type: 'line', showSymbol: false, silent: true, connectNulls: false };

/** The interval: what lies under it is drawn without ink, and the band stands on it. */
function band(steps: Drawn, inks: Inks): readonly object[] {
  const low = steps.map((step) => percent(step.low ?? step.chance));
  const width = steps.map((step, place) => percent(step.high ?? step.chance) - (low[place] ?? 0));
  const side = { ...LINE, stack: 'interval', lineStyle: { opacity: 0 } };
  return [
    { ...side, data: low },
    { ...side, data: width, areaStyle: { color: inks.band, opacity: 1 } },
  ];
}

/** Labels stand on the side of the curve that is empty. */
function curve(steps: Drawn, { nowText, wanted }: { readonly nowText: string; readonly wanted: number }, inks: Inks): object {
  const isRising = (steps.at(-1)?.chance ?? 0) >= (steps[0]?.chance ?? 0);
  const label = { color: inks.ink1, fontSize: 11 };
  const now = { ...label, formatter: nowText, fontWeight: 'bold', position: isRising ? 'right' : 'left', offset: [0, 10] };
  return {
    ...LINE,
    data: steps.map(({ chance, isCurrent }) => ({
      value: percent(chance),
      symbol: isCurrent ? 'circle' : 'none',
      symbolSize: 9,
      itemStyle: { color: inks.ink1 },
      label: { ...now, show: isCurrent },
    })),
    showSymbol: true,
    lineStyle: { color: inks.ink2, width: 2 },
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: inks.ink1, type: [5, 4], width: 1 },
      label: { ...label, formatter: `${wanted}%`, position: isRising ? 'insideStartTop' : 'insideEndTop' },
      data: [{ yAxis: wanted }],
    },
  };
}
