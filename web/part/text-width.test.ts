import { expect, it } from 'vitest';
import { textEms, textWidth } from './text-width.ts';

it('a Chinese character is as wide as two Latin letters', () => expect([textWidth('北门'), textWidth('gate')]).toEqual([4, 4]));
it('counts characters and not their halves', () => expect(textWidth('𠮷é')).toBe(3));
it('a figure is as wide as its digits, a Chinese unit as wide as it is high', () => expect(textEms('12 分')).toBeCloseTo(2.41));
