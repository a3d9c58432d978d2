/**
 * The results of `start` in the order of the items, a few of them always under way: while one picture is looked at, the
 * next are read from disk and decoded on other threads.
 */
export async function* lookAhead<Item, Result>(
  items: Iterable<Item>,
  start: (item: Item) => Promise<Result>,
  ahead = 2,
): AsyncGenerator<{ item: Item; result: Promise<Result> }> {
  const underWay: { item: Item; result: Promise<Result> }[] = [];
  for (const item of items) {
    const result = start(item);
    // Whoever takes the result handles its error; until then it is not an unhandled one.
    result.catch(() => undefined);
    underWay.push({ item, result });
    const [first] = underWay;
    if (underWay.length > ahead) {
      underWay.shift();
      yield first;
    }
  }
  yield* underWay;
}
