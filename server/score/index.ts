export { EventTape } from './event-tape.ts';
export { foretoldCourses } from './foretold-courses.ts';
