import protobuf from 'protobufjs/light.js';
import { KeptError } from '../../../shared/error/index.ts';
import { FEED_SCHEMA } from './feed-schema.ts';

/**
 * A GTFS Realtime message as it was sent: what a feed did not set is not there, so that a delay of 0 is told from none.
 * Times are POSIX seconds, delays seconds.
 */
export type FeedMessage = { readonly header: FeedHeader; readonly entity?: readonly FeedEntity[] };
export type FeedHeader = {
  readonly incrementality?: 'FULL_DATASET' | 'DIFFERENTIAL';
  readonly timestamp?: number;
  readonly feedVersion?: string;
};
export type FeedEntity = {
  readonly id: string;
  readonly tripUpdate?: TripUpdate;
  readonly vehicle?: VehiclePosition;
  readonly alert?: Alert;
};
export type TripUpdate = {
  readonly trip: TripDescriptor;
  readonly stopTimeUpdate?: readonly StopTimeUpdate[];
  readonly vehicle?: { readonly id?: string; readonly label?: string };
  readonly timestamp?: number;
  readonly tripProperties?: { readonly tripId?: string; readonly startDate?: string; readonly startTime?: string };
};
export type TripDescriptor = {
  readonly tripId?: string;
  readonly startTime?: string;
  /** As `20260328`. */
  readonly startDate?: string;
  readonly scheduleRelationship?: string;
  readonly routeId?: string;
  readonly directionId?: number;
};
export type StopTimeUpdate = {
  readonly stopSequence?: number;
  readonly stopId?: string;
  readonly arrival?: StopTimeEvent;
  readonly departure?: StopTimeEvent;
  readonly scheduleRelationship?: string;
};
export type StopTimeEvent = {
  readonly delay?: number;
  readonly time?: number;
  readonly uncertainty?: number;
  readonly scheduledTime?: number;
};
export type VehiclePosition = {
  readonly trip?: TripDescriptor;
  readonly currentStopSequence?: number;
  readonly currentStatus?: string;
  readonly timestamp?: number;
};
export type Alert = {
  readonly activePeriod?: readonly { readonly start?: number; readonly end?: number }[];
  readonly informedEntity?: readonly {
    readonly agencyId?: string;
    readonly routeId?: string;
    readonly trip?: TripDescriptor;
    readonly stopId?: string;
  }[];
  readonly cause?: string;
  readonly effect?: string;
  readonly headerText?: { readonly translation?: readonly { readonly text?: string; readonly language?: string }[] };
};

const FEED_MESSAGE = protobuf.Root.fromJSON(FEED_SCHEMA).lookupType('FeedMessage');

/** @param name to say which one is wrong. @throws KeptError FILE_UNREADABLE for what is no whole message, or one of changes only. */
export function readFeedMessage(bytes: Uint8Array, name: string): FeedMessage {
  const message = decoded(bytes, name);
  if (message.header === undefined) throw new KeptError('FILE_UNREADABLE', `${name} is no GTFS Realtime message: it has no header.`);
  if (message.header.incrementality === 'DIFFERENTIAL')
    throw new KeptError('FILE_UNREADABLE', `${name} holds changes only (DIFFERENTIAL), whose meaning the specification leaves open.`);
  return { ...message, header: message.header };
}

/** Any bytes that happen to decode may lack the header. */
function decoded(bytes: Uint8Array, name: string): Partial<FeedMessage> {
  try {
    // Numbers of 53 bits are enough for seconds; `toObject` leaves out what is not set.
    return FEED_MESSAGE.toObject(FEED_MESSAGE.decode(bytes), { longs: Number, enums: String });
  } catch (cause) {
    throw new KeptError(
      'FILE_UNREADABLE',
      `${name} is no GTFS Realtime message: ${cause instanceof Error ? cause.message : String(cause)}.`,
      {
        cause,
      },
    );
  }
}

/** The bytes of a message, as a feed would send them. */
export function feedBytes(message: FeedMessage): Uint8Array {
  return FEED_MESSAGE.encode(FEED_MESSAGE.fromObject(message)).finish();
}
