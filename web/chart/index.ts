export type { EChartsCoreOption as ChartOption } from 'echarts/core';
export { default as Chart } from './chart.svelte';
export type { Inks } from './inks.ts';
export { thinnedPlaces } from './thinned.ts';
