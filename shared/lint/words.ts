/** Words that let a promise off: it holds unless it does not. */
const HEDGES = {
  en: /\b(normally|usually|generally|typically|try|aim|strive|endeavou?r|hope|where possible|if possible|best efforts?|subject to|as a rule|in principle)\b/i,
  zh: /尽量|力争|争取|努力|一般|通常|原则上|条件允许|视情况|如有可能|尽力/,
} as const;

/** Words that two people measure differently. */
const VAGUE = {
  en: /\b(soon|quickly|promptly|shortly|fast|timely|in time|a few|several|some days|reasonable|as soon as possible|high quality|good)\b/i,
  zh: /尽快|及时|迅速|若干|几天|数日|合理|优质|良好|较短/,
} as const;

type Spoken = { readonly en: string; readonly zh: string };

/** The first word of a text that lets it off, in the language that has one. */
export function hedgeIn(says: Spoken): string | null {
  return HEDGES.en.exec(says.en)?.[0] ?? HEDGES.zh.exec(says.zh)?.[0] ?? null;
}

/** Whoever counts what another promise says need not say again what in time is. */
const IN_TIME = /\b(in time|timely)\b|及时/gi;

/** @param isOfOther whether it is a share of what another promise says. */
export function vagueWordIn({ en, zh }: Spoken, isOfOther: boolean): string | null {
  const [spoken, said] = [en, zh].map((text) => (isOfOther ? text.replaceAll(IN_TIME, '') : text)) as [string, string];
  return VAGUE.en.exec(spoken)?.[0] ?? VAGUE.zh.exec(said)?.[0] ?? null;
}

const ENGLISH =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const TENS: { readonly [ten: number]: string } = { 30: 'thirty', 40: 'forty', 50: 'fifty', 60: 'sixty', 90: 'ninety' };
const CHINESE = '零一二三四五六七八九'.split('');

/** Whether an English text names a number, in digits or in words; `one` may be `a`, `an`, `every` or `each`. */
export function namesNumberEn(text: string, number: number): boolean {
  const word = ENGLISH[number] ?? TENS[number] ?? null;
  const words = [String(number), ...(word === null ? [] : [word]), ...(number === 1 ? ['a', 'an', 'every', 'each'] : [])];
  return new RegExp(`(^|[^\\d.])(${words.join('|')})(?![\\d.]*\\d)\\b`, 'i').test(text);
}

/** Whether a Chinese text names a number, in digits or in characters. */
export function namesNumberZh(text: string, number: number): boolean {
  const written = [String(number), ...chineseNumbers(number)];
  return written.some((each) => text.includes(each)) || (number === 1 && text.includes('每'));
}

/** Up to 99; two before a measure word is 两. */
function chineseNumbers(number: number): readonly string[] {
  if (!Number.isInteger(number) || number < 0 || number > 99) return [];
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const one = ones === 0 && tens > 0 ? '' : (CHINESE[ones] ?? '');
  const whole = tens === 0 ? one : `${tens === 1 ? '' : CHINESE[tens]}十${one}`;
  return number === 2 ? [whole, '两'] : [whole];
}
