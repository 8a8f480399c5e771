import type { CalibrationBin } from '../../shared/review/index.ts';
import type { ChartOption, Inks } from '../chart/index.ts';

const percent = (share: number): number => Math.round(share * 1_000) / 10;
const TICKS = 25;

/** Bins in which something was decided. */
export function usedBins(bins: readonly CalibrationBin[]): readonly CalibrationBin[] {
  return bins.filter(({ n }) => n > 0);
}

/** The bin that is furthest off, of those whose interval does not hold what was said; `null` where all do. */
export function worstBin(bins: readonly CalibrationBin[]): CalibrationBin | null {
  const off = usedBins(bins).filter(({ isOff }) => isOff);
  return off.toSorted((a, b) => Math.abs(b.said - b.broke) - Math.abs(a.said - a.broke))[0] ?? null;
}

export type CalibrationNames = { /** Of the bin that is furthest off. */ readonly off: string; readonly counts: string };

/** The reliability plot: what was said against what broke with its interval, the diagonal, and below it how many. */
export function calibrationOption(bins: readonly CalibrationBin[], names: CalibrationNames, inks: Inks): ChartOption {
  const used = usedBins(bins);
  const worst = worstBin(bins);
  const axis = {
    type: 'value',
    axisLabel: { color: inks.ink3, fontSize: 11 },
    axisLine: { show: true, lineStyle: { color: inks.ink3 } },
    splitLine: { lineStyle: { color: inks.line } },
  };
  const square = { min: 0, max: 100, interval: TICKS };
  return {
    textStyle: { fontFamily: inks.font },
    grid: [
      { left: 30, right: 10, top: 8, height: 216 },
      { left: 30, right: 10, top: 258, height: 30 },
    ],
    xAxis: [
      { ...axis, ...square, splitLine: { show: false } },
      {
        ...axis,
        ...square,
        gridIndex: 1,
        axisTick: { show: false },
        axisLabel: { show: false },
        splitLine: { show: false },
        name: names.counts,
        nameLocation: 'middle',
        nameGap: 6,
        nameTextStyle: { color: inks.ink3, fontSize: 11 },
      },
    ],
    yAxis: [
      { ...axis, ...square },
      { type: 'log', gridIndex: 1, min: 0.5, show: false },
    ],
    series: [
      diagonal(inks),
      intervals(used, inks),
      {
        type: 'scatter',
        symbolSize: 10,
        data: used.map((bin) => ({
          value: [percent(bin.said), percent(bin.broke)],
          itemStyle: bin.isOff ? { color: inks.panel, borderColor: inks.ink1, borderWidth: 3 } : { color: inks.ink2 },
          label: bin === worst ? offLabel(bin, names.off, inks) : { show: false },
        })),
      },
      {
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barWidth: 14,
        itemStyle: { color: inks.bar },
        data: used.map(({ from, to, n }) => [percent((from + to) / 2), n]),
      },
    ],
  };
}

function diagonal(inks: Inks): object {
  return {
    type: 'line',
    showSymbol: false,
    silent: true,
    lineStyle: { color: inks.ink2, width: 1, type: [5, 4] },
    data: [
      [0, 0],
      [100, 100],
    ],
  };
}

/** One line with a gap after each bin, so that it is a stroke for each of them. */
function intervals(bins: readonly CalibrationBin[], inks: Inks): object {
  return {
    type: 'line',
    showSymbol: false,
    silent: true,
    connectNulls: false,
    lineStyle: { color: inks.ink2, width: 1.5 },
    data: bins.flatMap(({ said, low, high }) => [
      [percent(said), percent(low)],
      [percent(said), percent(high)],
      [percent(said), '-'],
    ]),
  };
}

/** Beside its dot, on the side of the diagonal that is empty. */
function offLabel({ said, broke }: CalibrationBin, text: string, inks: Inks): object {
  const isRoomLeft = said > 0.35;
  const above = isRoomLeft ? { position: 'left', align: 'right' } : { position: 'right', align: 'left', verticalAlign: 'top' };
  const below = { position: 'bottom', distance: 14, align: said > 0.7 ? 'right' : 'left' };
  return {
    show: true,
    formatter: text,
    ...(broke < said ? below : above),
    color: inks.ink1,
    fontSize: 11,
    lineHeight: 14,
    fontWeight: 'bold',
    width: 120,
    overflow: 'break',
  };
}
