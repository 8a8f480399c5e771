import { tick } from 'svelte';

/** Two frames: in the first one charts learn of the theme, in the second they are drawn. */
const FRAMES = 2;

/** Prints the page as paper has it: light, whatever the screen is, and that also in charts, which are drawn anew for it. */
export async function printPage(): Promise<void> {
  const { dataset } = document.documentElement;
  const theme = dataset['theme'];
  dataset['theme'] = 'light';
  await tick();
  for (let frame = 0; frame < FRAMES; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  window.print();
  if (theme === undefined) delete dataset['theme'];
  else dataset['theme'] = theme;
}
