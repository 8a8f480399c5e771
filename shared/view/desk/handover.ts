import type { AlarmBin, Handover } from '../../engine/index.ts';
import type { Text } from '../../text/index.ts';
import type { WallChange, WallFeed } from '../wall/wall.ts';
import type { DeskRow } from './desk.ts';

/** States that a handover lists, the worst first. */
export const RISK_STATES = ['broken', 'likely', 'at-risk', 'no-data'] as const;
export type RiskState = (typeof RISK_STATES)[number];

/**
 * What one shift leaves to the next, as Kept writes it by itself: a function of the state, so that what was signed can be had again at
 * any time (ACT-7). Instants are epoch ms UTC, money is integer minor units.
 */
export type HandoverSheet = {
  /** The shift began when the one before was signed off, and twelve hours ago at the most. */
  readonly fromAtMs: number;
  readonly atMs: number;
  /** The handover before; `null` before the first. */
  readonly last: Handover | null;
  /** What is broken and not done, or may break, the most urgent first, at most `HANDOVER_ROWS_MAX`. */
  readonly risks: readonly DeskRow[];
  /** Of all of them. */
  readonly counts: { readonly [S in RiskState]: number };
  /** What those owe that are broken, and what the others would. Never one sum. */
  readonly owedMinor: number;
  readonly atStakeMinor: number;
  /** What changed in the shift, newest first, at most `HANDOVER_ROWS_MAX`; of the last changes that are kept. */
  readonly changes: readonly WallChange[];
  /** What people did in the shift, newest first, at most `HANDOVER_DEEDS_MAX`, and how many of each kind in all. */
  readonly deeds: readonly HandoverDeed[];
  readonly done: { readonly [K in DeedKind]: number };
  /** What is out of the way now, whoever put it there and when; the first to come back first. */
  readonly shelved: readonly HandoverShelved[];
  /** Feeds that are silent or behind. */
  readonly feeds: readonly WallFeed[];
  /** Warnings of the shift by ten minutes. */
  readonly load: readonly AlarmBin[];
  readonly raised: number;
};

/** Kinds of what people do, as the sentence about it names them. */
export const DEED_KINDS = ['acknowledged', 'assigned', 'noted', 'shelved', 'excluded', 'settled'] as const;
export type DeedKind = (typeof DEED_KINDS)[number];

export type HandoverDeed = {
  /** Place in the log. */
  readonly id: string;
  /** The row that it is about, by its id; it may have left the desk. */
  readonly row: string;
  readonly label: string;
  readonly atMs: number;
  readonly by: string;
  readonly text: Text;
};

export type HandoverShelved = { readonly row: string; readonly label: string; readonly by: string; readonly untilAtMs: number };

export const HANDOVER_ROWS_MAX = 12;
export const HANDOVER_DEEDS_MAX = 60;
/** ANSI/ISA-18.2-2016, 16.5: an operator can act on about one alarm in ten minutes; from more than ten on it is a flood. */
export const FLOOD_ABOVE = 10;
