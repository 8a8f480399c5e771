/**
 * What Kept reads of a GTFS Realtime message, as field numbers of the specification (gtfs-realtime.proto of google/transit,
 * version 2.0). Other fields are passed over.
 */
const string = (id: number) => ({ type: 'string', id });
const uint32 = (id: number) => ({ type: 'uint32', id });
const int32 = (id: number) => ({ type: 'int32', id });
const int64 = (id: number) => ({ type: 'int64', id });
const uint64 = (id: number) => ({ type: 'uint64', id });
const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ type, id, rule: 'repeated' });

const TYPES = {
  FeedMessage: { fields: { header: one('FeedHeader', 1), entity: many('FeedEntity', 2) } },
  FeedHeader: { fields: { incrementality: one('Incrementality', 2), timestamp: uint64(3), feedVersion: string(4) } },
  Incrementality: { values: { FULL_DATASET: 0, DIFFERENTIAL: 1 } },
  FeedEntity: {
    fields: { id: string(1), tripUpdate: one('TripUpdate', 3), vehicle: one('VehiclePosition', 4), alert: one('Alert', 5) },
  },
  TripUpdate: {
    fields: {
      trip: one('TripDescriptor', 1),
      stopTimeUpdate: many('StopTimeUpdate', 2),
      vehicle: one('VehicleDescriptor', 3),
      timestamp: uint64(4),
      tripProperties: one('TripProperties', 6),
    },
  },
  StopTimeUpdate: {
    fields: {
      stopSequence: uint32(1),
      arrival: one('StopTimeEvent', 2),
      departure: one('StopTimeEvent', 3),
      stopId: string(4),
      scheduleRelationship: one('StopRelationship', 5),
    },
  },
  StopRelationship: { values: { SCHEDULED: 0, SKIPPED: 1, NO_DATA: 2, UNSCHEDULED: 3 } },
  StopTimeEvent: { fields: { delay: int32(1), time: int64(2), uncertainty: int32(3), scheduledTime: int64(4) } },
  TripProperties: { fields: { tripId: string(1), startDate: string(2), startTime: string(3) } },
  TripDescriptor: {
    fields: {
      tripId: string(1),
      startTime: string(2),
      startDate: string(3),
      scheduleRelationship: one('TripRelationship', 4),
      routeId: string(5),
      directionId: uint32(6),
    },
  },
  TripRelationship: {
    values: { SCHEDULED: 0, ADDED: 1, UNSCHEDULED: 2, CANCELED: 3, REPLACEMENT: 5, DUPLICATED: 6, DELETED: 7, NEW: 8 },
  },
  VehicleDescriptor: { fields: { id: string(1), label: string(2) } },
  VehiclePosition: {
    fields: {
      trip: one('TripDescriptor', 1),
      currentStopSequence: uint32(3),
      currentStatus: one('VehicleStopStatus', 4),
      timestamp: uint64(5),
      stopId: string(7),
      vehicle: one('VehicleDescriptor', 8),
    },
  },
  VehicleStopStatus: { values: { INCOMING_AT: 0, STOPPED_AT: 1, IN_TRANSIT_TO: 2 } },
  Alert: {
    fields: {
      activePeriod: many('TimeRange', 1),
      informedEntity: many('EntitySelector', 5),
      cause: one('Cause', 6),
      effect: one('Effect', 7),
      headerText: one('TranslatedString', 10),
    },
  },
  TimeRange: { fields: { start: uint64(1), end: uint64(2) } },
  EntitySelector: { fields: { agencyId: string(1), routeId: string(2), trip: one('TripDescriptor', 4), stopId: string(5) } },
  Cause: {
    values: {
      UNKNOWN_CAUSE: 1,
      OTHER_CAUSE: 2,
      TECHNICAL_PROBLEM: 3,
      STRIKE: 4,
      DEMONSTRATION: 5,
      ACCIDENT: 6,
      HOLIDAY: 7,
      WEATHER: 8,
      MAINTENANCE: 9,
      CONSTRUCTION: 10,
      POLICE_ACTIVITY: 11,
      MEDICAL_EMERGENCY: 12,
    },
  },
  Effect: {
    values: {
      NO_SERVICE: 1,
      REDUCED_SERVICE: 2,
      SIGNIFICANT_DELAYS: 3,
      DETOUR: 4,
      ADDITIONAL_SERVICE: 5,
      MODIFIED_SERVICE: 6,
      OTHER_EFFECT: 7,
      UNKNOWN_EFFECT: 8,
      STOP_MOVED: 9,
      NO_EFFECT: 10,
      ACCESSIBILITY_ISSUE: 11,
    },
  },
  TranslatedString: { fields: { translation: many('Translation', 1) } },
  Translation: { fields: { text: string(1), language: string(2) } },
};

/** In this edition a field that was set to 0 is told from one that was not set. */
const edition = 'proto2';

export const FEED_SCHEMA = { nested: Object.fromEntries(Object.entries(TYPES).map(([name, type]) => [name, { edition, ...type }])) };
