/**
 * Places of the points to draw where there are more than a chart has pixels: of each stretch the lowest and the highest, so that the
 * line looks as it would with all of them, and the first and the last. A library that is given all of them takes ten times as long.
 * @param most about how many; fewer points are all drawn.
 */
export function thinnedPlaces(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values.map((_, place) => place);
  const stretches = Math.max(1, Math.floor(most / 2) - 1);
  const places = new Set([0]);
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = Math.floor((stretch * values.length) / stretches);
    const to = Math.floor(((stretch + 1) * values.length) / stretches);
    let [low, high] = [from, from];
    for (let place = from; place < to; place += 1) {
      if ((values[place] as number) < (values[low] as number)) low = place;
      if ((values[place] as number) > (values[high] as number)) high = place;
    }
    places.add(Math.min(low, high)).add(Math.max(low, high));
  }
  places.add(values.length - 1);
  return [...places].sort((a, b) => a - b);
}
