import type { Page } from 'playwright-core';

/**
 * What does not fit on a page, in words: text that is cut off where it may not be, boxes of text that overlap, parts outside the
 * screen, a page that scrolls sideways. What may be cut (names, reasons) says so by a class, and ends in an ellipsis.
 */
export function faultsOnPage(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const mayBeCut = '.cut, .name, .group, .small, h1, .detail, .label, .banner, .bar p';
    // One design pixel: the page is scaled as a whole.
    const pixel = Number(document.querySelector('.stage')?.computedStyleMap().get('zoom') ?? 1) || 1;
    const SCROLLS = new Set(['auto', 'scroll']);
    /** A small window scrolls as a whole; a wall never does. */
    const rollsDown = document.querySelector('.stage') === null && document.documentElement.scrollHeight > innerHeight;
    /** An element as somebody finds it again: its tag and its classes, those of the compiler apart. */
    const nameOf = (element: Element): string => {
      const classes = [...element.classList].filter((each) => !each.startsWith('svelte-'));
      return [element.tagName.toLowerCase(), ...classes].join('.');
    };
    /** Whether scrolling would bring it, or the rest of it, into sight. */
    const isScrolledOut = (element: HTMLElement, box: DOMRect): boolean => {
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const outer = around.getBoundingClientRect();
        if (SCROLLS.has(overflowY) && (box.top < outer.top - pixel || box.bottom > outer.bottom + pixel)) return true;
        const isBeside = box.right > outer.right + pixel || box.left < outer.left - pixel;
        if (SCROLLS.has(overflowX) && around.scrollWidth > around.clientWidth && isBeside) return true;
      }
      return false;
    };
    /** The part of it that is drawn: what clips it takes the rest away. `ends` says whether an ellipsis tells that there is more. */
    const drawnPart = (element: HTMLElement, box: DOMRect): { readonly drawn: DOMRect; readonly ends: boolean } => {
      let { left, top, right, bottom } = box;
      let ends = true;
      for (let around: HTMLElement | null = element; around !== null; around = around.parentElement) {
        const style = getComputedStyle(around);
        const outer = around.getBoundingClientRect();
        if (style.overflowX === 'visible') continue;
        if (right > outer.right + pixel) ends &&= style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        [left, right] = [Math.max(left, outer.left), Math.min(right, outer.right)];
        [top, bottom] = [Math.max(top, outer.top), Math.min(bottom, outer.bottom)];
      }
      return { drawn: new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top)), ends };
    };
    /** What stays in sight while the rest rolls away beneath it. */
    const stuckPart = (element: HTMLElement): HTMLElement | null => {
      let around: HTMLElement | null = element;
      while (around !== null && getComputedStyle(around).position !== 'sticky') around = around.parentElement;
      return around;
    };
    const texts: { box: DOMRect; text: string; stuck: HTMLElement | null }[] = [];
    /** Lines of a text as they are drawn. A line's box reaches above its capitals and below its feet by about a fifth of its letters' size. */
    const addLines = (element: HTMLElement, lines: Iterable<DOMRect>, text: string): void => {
      const slack = 0.2 * Number.parseFloat(getComputedStyle(element).fontSize) * (element.closest('.stage') === null ? 1 : pixel);
      const stuck = stuckPart(element);
      for (const { left, top, width, height } of lines)
        texts.push({ box: new DOMRect(left, top + slack, width, height - 2 * slack), text, stuck });
    };
    const walker = document.createTreeWalker(document.querySelector('dialog[open]') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const told = node.textContent?.trim() ?? '';
      if (element === null || told === '' || element.closest('.sr, .skip, .trap, script, style, title') !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(element).display === 'none' || isScrolledOut(element, box)) continue;
      const text = `"${told}" in ${nameOf(element)}`;
      if (element.closest(mayBeCut) !== null) {
        const parts = [...range.getClientRects()].map((line) => drawnPart(element, line));
        addLines(
          element,
          parts.flatMap(({ drawn }) => (drawn.width > 0 && drawn.height > 0 ? [drawn] : [])),
          text,
        );
        if (parts.some(({ ends }) => !ends)) faults.push(`cut off without an ellipsis: ${text}`);
        continue;
      }
      addLines(element, range.getClientRects(), text);
      if (box.right > innerWidth + pixel || (!rollsDown && box.bottom > innerHeight + pixel) || box.left < -pixel || box.top < -pixel)
        faults.push(`outside the screen: ${text}`);
      for (let around: HTMLElement | null = element; around !== null; around = around.parentElement) {
        const style = getComputedStyle(around);
        const outer = around.getBoundingClientRect();
        if (style.overflowX !== 'visible' && (box.right > outer.right + pixel || box.left < outer.left - pixel))
          faults.push(`cut off: ${text}`);
        const framed = around.matches('article, li, section');
        if (framed && (box.bottom > outer.bottom + 3 * pixel || box.top < outer.top - 3 * pixel || box.right > outer.right + pixel)) {
          faults.push(`runs out of its ${around.tagName.toLowerCase()}: ${text}`);
          break;
        }
      }
    }
    texts.forEach((a, index) => {
      for (const b of texts.slice(index + 1)) {
        if (a.text === b.text || a.stuck !== b.stuck) continue;
        const [across, down] = [
          Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left),
          Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top),
        ];
        if (across > 2 * pixel && down > 2 * pixel) faults.push(`overlap: ${a.text} / ${b.text}`);
      }
    });
    const sideways = document.documentElement.scrollWidth - innerWidth;
    if (sideways > 0) faults.push(`the page scrolls sideways by ${sideways} px`);
    return faults;
  });
}
