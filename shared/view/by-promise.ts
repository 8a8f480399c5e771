import { compareText } from '../text/index.ts';

/** Two rows, each in the order of its promises, as one: a promise has its own in one of them only. */
export function* byPromise<Row extends { readonly promise: string }>(a: Iterator<Row>, b: Iterator<Row>): Generator<Row> {
  let [left, right] = [a.next(), b.next()];
  while (!left.done && !right.done) {
    if (compareText(left.value.promise, right.value.promise) <= 0) {
      yield left.value;
      left = a.next();
    } else {
      yield right.value;
      right = b.next();
    }
  }
  for (; !left.done; left = a.next()) yield left.value;
  for (; !right.done; right = b.next()) yield right.value;
}
