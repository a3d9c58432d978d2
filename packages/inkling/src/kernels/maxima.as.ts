/** The largest of a row, or not a number where the row begins with none. */
export function largest(classes: usize, x: usize): f32 {
  let peak = load<f32>(x);
  for (let j: usize = 1; j < classes; j++) peak = max(peak, load<f32>(x + j * 4));
  return peak;
}

/** The first place of a value in a row; `classes` where it is not there. */
export function firstAt(classes: usize, x: usize, value: f32): usize {
  for (let j: usize = 0; j < classes; j++) if (load<f32>(x + j * 4) === value) return j;
  return classes;
}

/** Whether the first maximum of both rows is at the same place. */
export function agree(classes: usize, x: usize, y: usize): bool {
  const place = firstAt(classes, x, largest(classes, x));
  return place < classes && place === firstAt(classes, y, largest(classes, y));
}
