type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    Object.entries(fields).every(([name, check]) => check(Object(value)[name]));

const named = shape({ name: text });
const labelled = shape({ id: text, label: text });
const reasons = list(shape({ code: text, text }));

const experienceResult = shape({
  experience: shape({
    id: text,
    title: text,
    territories: list(
      shape({ name: text, kind: text, population: orNull(number), department: orNull(named) }),
    ),
    setting: orNull(text),
    year: orNull(number),
    summary: text,
    levers: list(shape({ id: text, label: text, what: text })),
    checkedOn: orNull(text),
    source: shape({ publisher: text, date: orNull(text) }),
  }),
  level: text,
  needs: list(number),
  reasons,
  evidence: orNull(shape({ passage: text, highlights: list(list(number)) })),
});

const recommendation = shape({
  status: text,
  understood: shape({
    corrections: list(shape({ typed: text, understood: text })),
    setAside: list(shape({ subject: text })),
    conditions: list(shape({ label: text })),
  }),
  hint: orNull(shape({ text })),
  ownExperiences: list(shape({ id: text, title: text })),
  notes: list(text),
  profile: shape({ territory: shape({ name: orNull(text) }) }),
  needs: list(shape({ number, text, level: orNull(text) })),
  experiences: list(experienceResult),
  levers: list(
    shape({
      lever: labelled,
      whoMay: orNull(shape({ may: text, text })),
      reasons,
      evidence: text,
      firstStep: orNull(text),
    }),
  ),
});

const territoryList = shape({
  territories: list(shape({ code: text, kind: text, name: text, label: text })),
});

/**
 * Whether an answer holds what the list shows of it: a portal, a proxy or another version of the service may
 * stand in between. Fields that are not shown are not checked.
 */
export function isExpected(path: string, body: unknown): boolean {
  return path === '/v1/territories' ? territoryList(body) : recommendation(body);
}
