import { expect, it } from 'vitest';
import { textWidth } from './text-width.ts';

it('a Chinese character is as wide as two Latin letters', () => expect([textWidth('北门'), textWidth('gate')]).toEqual([4, 4]));
it('counts characters and not their halves', () => expect(textWidth('𠮷é')).toBe(3));
