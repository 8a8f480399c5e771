import type { Page } from 'playwright-core';

/**
 * What does not fit on a page, in words: text that is cut off where it may not be, boxes of text that overlap, parts outside the
 * screen. What may be cut (names, reasons) ends in an ellipsis and is marked with `cut`, `name` or `group`.
 */
export function faultsOnPage(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const mayBeCut = '.cut, .name, .group, .small, h1, .detail, .label, .banner, .sum, .bar p';
    // One design pixel: the page is scaled as a whole.
    const pixel = Number(document.querySelector('.stage')?.computedStyleMap().get('zoom') ?? 1) || 1;
    const SCROLLS = new Set(['auto', 'scroll']);
    /** A small window scrolls as a whole; a wall never does. */
    const rollsDown = document.querySelector('.stage') === null && document.documentElement.scrollHeight > innerHeight;
    /** Whether scrolling would bring it, or the rest of it, into sight. */
    const isScrolledOut = (element: HTMLElement, box: DOMRect): boolean => {
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const outer = around.getBoundingClientRect();
        if (SCROLLS.has(overflowY) && (box.top < outer.top - pixel || box.bottom > outer.bottom + pixel)) return true;
        if (SCROLLS.has(overflowX) && around.scrollWidth > around.clientWidth && box.right > outer.right + pixel) return true;
      }
      return false;
    };
    const texts: { box: DOMRect; text: string }[] = [];
    const walker = document.createTreeWalker(document.querySelector('dialog[open]') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (element === null || text === '' || element.closest('.sr, script, style, title') !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(element).display === 'none') continue;
      if (element.closest(mayBeCut) !== null || isScrolledOut(element, box)) continue;
      texts.push({ box, text });
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
    const smallest = Math.min(...texts.map(({ box }) => box.height));
    texts.forEach((a, index) => {
      for (const b of texts.slice(index + 1)) {
        const [across, down] = [
          Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left),
          Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top),
        ];
        if (across > 2 * pixel && down > smallest / 2) faults.push(`overlap: ${a.text} / ${b.text}`);
      }
    });
    return faults;
  });
}
