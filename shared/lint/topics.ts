import type { BookPromise } from '../book/index.ts';
import type { UncoveredTopic } from './finding.ts';
import type { History } from './history.ts';

/** Fewer voices are no topic yet. */
const VOICES_MIN = 3;

/**
 * Topics of complaints and feedback that no promise covers. One covers a topic that a condition of it names, that its texts name,
 * or about which somebody complained under its name.
 */
export function uncoveredTopics(promises: readonly BookPromise[], { topics }: History): readonly UncoveredTopic[] {
  const byTopic = Map.groupBy(topics, ({ topic }) => topic);
  return [...byTopic]
    .filter(
      ([topic, voices]) =>
        voices.length >= VOICES_MIN &&
        !promises.some((promise) => covers(promise, topic)) &&
        voices.every(({ promise }) => promise === null),
    )
    .map(([topic, voices]) => {
      const complaints = voices.filter(({ isComplaint }) => isComplaint).length;
      return { topic, complaints, feedback: voices.length - complaints };
    })
    .sort((a, b) => b.complaints + b.feedback - (a.complaints + a.feedback) || (a.topic < b.topic ? -1 : 1));
}

function covers({ id, says, short, exclude }: BookPromise, topic: string): boolean {
  const named = topic.toLowerCase();
  if (exclude.some(({ when }) => when.source.includes(JSON.stringify(topic)))) return true;
  return [id.replaceAll('-', ' '), says.en, says.zh, short.en, short.zh].some((text) => text.toLowerCase().includes(named));
}
