import { weekdayOf } from '../weekday.ts';
import { dayNumberIn, holiday, type YearRule } from './date-rule.ts';
import { easterSunday } from './easter.ts';
import type { DatedSetDay } from './holiday-set.ts';

const WEDNESDAY = 2;
const REFORMATION_JUBILEE = 2017;

/** Holidays of all Germany, by the rules in force since 1995. */
export const germanHolidays: YearRule = (year) => {
  const easter = easterSunday(year);
  return [
    holiday(dayNumberIn(year, 1, 1), "New Year's Day", '元旦'),
    holiday(easter - 2, 'Good Friday', '耶稣受难日'),
    holiday(easter + 1, 'Easter Monday', '复活节星期一'),
    holiday(dayNumberIn(year, 5, 1), 'Labour Day', '劳动节'),
    holiday(easter + 39, 'Ascension Day', '耶稣升天节'),
    holiday(easter + 50, 'Whit Monday', '圣灵降临节星期一'),
    holiday(dayNumberIn(year, 10, 3), 'Day of German Unity', '德国统一日'),
    ...(year === REFORMATION_JUBILEE ? [reformationDay(year)] : []),
    holiday(dayNumberIn(year, 12, 25), 'Christmas Day', '圣诞节'),
    holiday(dayNumberIn(year, 12, 26), 'Second Day of Christmas', '圣诞节次日'),
  ];
};

/** What each state keeps beside those of all Germany. Holidays of single towns, as in parts of Bavaria and Saxony, are left out. */
const STATE_HOLIDAYS: ReadonlyMap<string, readonly YearRule[]> = new Map([
  ['bb', [sundaysOfEaster, yearly(reformationDay)]],
  ['be', [yearly(womensDay, 2019), liberationDay, uprisingDay]],
  ['bw', [yearly(epiphany), yearly(corpusChristi), yearly(allSaints)]],
  ['by', [yearly(epiphany), yearly(corpusChristi), yearly(allSaints)]],
  ['hb', [yearly(reformationDay, 2018)]],
  ['he', [yearly(corpusChristi)]],
  ['hh', [yearly(reformationDay, 2018)]],
  ['mv', [yearly(womensDay, 2023), yearly(reformationDay)]],
  ['ni', [yearly(reformationDay, 2018)]],
  ['nw', [yearly(corpusChristi), yearly(allSaints)]],
  ['rp', [yearly(corpusChristi), yearly(allSaints)]],
  ['sh', [yearly(reformationDay, 2018)]],
  ['sl', [yearly(corpusChristi), yearly(assumptionDay), yearly(allSaints)]],
  ['sn', [yearly(reformationDay), yearly(repentanceDay)]],
  ['st', [yearly(epiphany), yearly(reformationDay)]],
  ['th', [yearly(childrensDay, 2019), yearly(reformationDay)]],
]);

/** The rule of each state, by the second half of its ISO 3166-2 code in lower case. */
export const GERMAN_STATES: ReadonlyMap<string, YearRule> = new Map(
  [...STATE_HOLIDAYS].map(([state, rules]): [string, YearRule] => [
    state,
    (year) => {
      const common = germanHolidays(year);
      const own = rules.flatMap((rule) => rule(year));
      return [...common, ...own.filter((day) => !common.some(({ dayNumber }) => dayNumber === day.dayNumber))];
    },
  ]),
);

function yearly(dayOf: (year: number) => DatedSetDay, firstYear = Number.NEGATIVE_INFINITY): YearRule {
  return (year) => (year < firstYear ? [] : [dayOf(year)]);
}

function epiphany(year: number): DatedSetDay {
  return holiday(dayNumberIn(year, 1, 6), 'Epiphany', '主显节');
}

function womensDay(year: number): DatedSetDay {
  return holiday(dayNumberIn(year, 3, 8), "International Women's Day", '国际妇女节');
}

function corpusChristi(year: number): DatedSetDay {
  return holiday(easterSunday(year) + 60, 'Corpus Christi', '基督圣体节');
}

function assumptionDay(year: number): DatedSetDay {
  return holiday(dayNumberIn(year, 8, 15), 'Assumption Day', '圣母升天节');
}

function childrensDay(year: number): DatedSetDay {
  return holiday(dayNumberIn(year, 9, 20), "World Children's Day", '世界儿童日');
}

function reformationDay(year: number): DatedSetDay {
  return holiday(dayNumberIn(year, 10, 31), 'Reformation Day', '宗教改革日');
}

function allSaints(year: number): DatedSetDay {
  return holiday(dayNumberIn(year, 11, 1), "All Saints' Day", '万圣节');
}

/** The Wednesday before 23 November. */
function repentanceDay(year: number): DatedSetDay {
  const last = dayNumberIn(year, 11, 22);
  return holiday(last - ((weekdayOf(last) - WEDNESDAY + 7) % 7), 'Day of Repentance and Prayer', '忏悔祈祷日');
}

/** Sundays by nature, so they matter only to a calendar that is open on Sundays. */
function sundaysOfEaster(year: number): readonly DatedSetDay[] {
  const easter = easterSunday(year);
  return [holiday(easter, 'Easter Sunday', '复活节'), holiday(easter + 49, 'Whit Sunday', '圣灵降临节')];
}

/** In Berlin, 75 and 80 years after the end of the war. */
function liberationDay(year: number): readonly DatedSetDay[] {
  return year === 2020 || year === 2025 ? [holiday(dayNumberIn(year, 5, 8), 'Liberation Day', '解放日')] : [];
}

/** In Berlin, 75 years after the uprising of 1953. */
function uprisingDay(year: number): readonly DatedSetDay[] {
  return year === 2028 ? [holiday(dayNumberIn(year, 6, 17), 'Anniversary of the 1953 Uprising', '1953年起义纪念日')] : [];
}
