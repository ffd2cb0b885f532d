/**
 * Predicts each item with a model that was fitted on the items of the other groups.
 * @param items in any order, of two groups or more
 * @returns one prediction for each item, in their order
 */
export function heldOut<Item, Model, Prediction>(
  items: readonly Item[],
  groupOf: (item: Item, index: number) => string | number,
  learn: (others: readonly Item[]) => Model,
  predict: (model: Model, item: Item) => Prediction,
): readonly Prediction[] {
  const groups = items.map(groupOf);
  const models = new Map(
    [...new Set(groups)].map((group) => [group, learn(items.filter((_, index) => groups[index] !== group))]),
  );
  return items.map((item, index) => {
    const model = models.get(groups[index] ?? '');
    if (model === undefined) throw new TypeError('each group has a model');
    return predict(model, item);
  });
}

/** Holds out one hand at a time: requests of a hand look alike, and a model fitted on some would seem too good. */
export function heldOutByHand<Item extends { readonly hand: string }, Model, Prediction>(
  items: readonly Item[],
  learn: (others: readonly Item[]) => Model,
  predict: (model: Model, item: Item) => Prediction,
): readonly Prediction[] {
  return heldOut(items, ({ hand }) => hand, learn, predict);
}
