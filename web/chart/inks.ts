/** The colours of a theme as a canvas needs them: it knows no custom properties. */
export type Inks = {
  readonly ink1: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly bar: string;
  readonly band: string;
  readonly panel: string;
  readonly font: string;
};

/** Reads them where they are to be drawn. @param place an element of the page; it is left as it was. */
export function inksAt(place: HTMLElement): Inks {
  const probe = document.createElement('i');
  place.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const inks = {
    ink1: read('--ink-1'),
    ink2: read('--ink-2'),
    ink3: read('--ink-3'),
    line: read('--line'),
    bar: read('--bar'),
    band: read('--cone-80'),
    panel: read('--panel'),
    font: getComputedStyle(place).fontFamily,
  };
  probe.remove();
  return inks;
}
