import { expect, it } from 'vitest';
import { namesIn, nextIn } from './ask.ts';

it.each([
  ['?next=%2Fwall%2Fhall%3Flang%3Dzh', '/wall/hall?lang=zh'],
  ['?next=https%3A%2F%2Felsewhere.example', '/desk'],
  ['?next=%2F%2Felsewhere.example', '/desk'],
  ['?next=%2F%5Celsewhere.example', '/desk'],
  ['?next=javascript%3Aalert(1)', '/desk'],
  ['', '/desk'],
])('[ACC-12] after signing in %j leads to %s', (search, to) => expect(nextIn(search, '/desk')).toBe(to));
it('names are read with the commas of either script', () => expect(namesIn(' hall，yard, gate、')).toEqual(['hall', 'yard', 'gate']));
