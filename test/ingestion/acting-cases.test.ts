import { beforeAll, describe, expect, it } from 'vitest';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { drawCases } from '../../src/ingestion/extract/acting/draw-cases.ts';
import { followCandidates } from '../../src/ingestion/extract/acting/follow-candidates.ts';
import type { Judged } from '../../src/ingestion/extract/acting/judge-candidates.ts';
import { createResourceReader, type ReadResource } from '../../src/ingestion/extract/experience-extractor.ts';
import { resourceOf } from './read-resource.ts';

let read: ReturnType<typeof createResourceReader>;

beforeAll(async () => {
  read = createResourceReader(await createOfficialGazetteer());
});

/** Judges each candidate by its name; it acts as surely in each sentence that names it. */
function judge({ candidates }: ReadResource, probabilities: Readonly<Record<string, number>>) {
  return candidates.map((candidate): Judged => {
    const probability = probabilities[candidate.place.name] ?? 0;
    const acts = candidate.namings
      .filter(({ sentence }) => !sentence.isTitle)
      .map(({ sentence }) => ({ sentence, signs: {}, probability }));
    return { candidate, probability, acts };
  });
}

function draw(lines: readonly string[], probabilities: Readonly<Record<string, number>>) {
  const resource = read(resourceOf(lines));
  const opened = resource.cases.map((own) => ({ own, leverCount: 1 }));
  return drawCases(opened, judge(resource, probabilities)).map((one) =>
    one.own.places.map(({ place }, i) => [place.name, one.probabilities[i]]),
  );
}

describe('the cases of a resource', () => {
  it('keep the collectivités of a list together, as sure as the surest', () => {
    const lines = ['Les villes de Lille, Roubaix et Tourcoing ont créé un fonds de garantie.'];
    expect(draw(lines, { Lille: 0.3, Roubaix: 0.1 })).toEqual([
      [
        ['Lille', 0.3],
        ['Roubaix', 0.3],
        ['Tourcoing', 0.3],
      ],
    ]);
    expect(draw(lines, { Lille: 0.1, Roubaix: 0.2 })[0]?.map(([, probability]) => probability)).toEqual([
      0.2, 0.2, 0.2,
    ]);
  });

  it('separate a sure place from one to be checked', () => {
    const lines = ['À Cluny, la ville prête un local.', 'Dole en a visité un autre.'];
    expect(draw(lines, { Cluny: 0.9, Dole: 0.2 })).toEqual([[['Cluny', 0.9]], [['Dole', 0.2]]]);
  });

  it('only propose the grouping that is named beside its commune, unless it is very sure', () => {
    const lines = ['La ville de Loos prête un local, et en parle à la Métropole Européenne de Lille.'];
    const group = 'Métropole Européenne de Lille';
    expect(draw(lines, { Loos: 0.9, [group]: 0.8 })).toEqual([[['Loos', 0.9]], [[group, 0.45]]]);
    expect(draw(lines, { Loos: 0.9, [group]: 0.97 })).toEqual([[['Loos', 0.9]], [[group, 0.97]]]);
  });

  it('ask an editor about an account that the rules open, even if nothing else says that it acted', () => {
    expect(
      draw(["L'adjointe aux solidarités de Saleich a lancé un appel à projets."], { Saleich: 0.05 }),
    ).toEqual([[['Saleich', 0.12]]]);
    expect(draw(['Une réunion a eu lieu à Saleich.'], { Saleich: 0.05 })).toEqual([]);
  });
});

it('lets a sentence that hardly concerns a case prove a lever of it, and nothing else', () => {
  const lines = ['La ville de Cluny prête un local.', 'Le bail est gratuit.', 'Le marché a lieu le samedi.'];
  const resource = read(resourceOf(lines));
  const [cluny] = judge(resource, { Cluny: 0.9 });
  const [, lease, market] = resource.sentences.filter(({ isTitle }) => !isTitle);
  if (cluny === undefined || lease === undefined || market === undefined) throw new Error('not read');
  const acts = [
    ...cluny.acts,
    { sentence: lease, signs: {}, probability: 0.05 },
    { sentence: market, signs: {}, probability: 0.01 },
  ];
  const [drawn] = drawCases([], [{ ...cluny, acts }]);
  expect(drawn?.own.sentences.map(({ text }) => text)).toEqual(['La ville de Cluny prête un local.']);
  expect(drawn?.around.map(({ text }) => text)).toEqual(['Le bail est gratuit.']);
  expect([...(drawn?.acting.values() ?? [])]).toEqual([0.9, 0.05, 0.01]);
});

describe('the reading of a resource', () => {
  it('follows « la commune » to the commune named last, and a heading to the next one', () => {
    const { sentences, candidates } = read(
      resourceOf([
        '# La ville de Cluny',
        'La commune prête un local.',
        '# La ville de Dole',
        'La commune en achète un.',
      ]),
    );
    const told: unknown[] = [];
    for (const { sentence, bodies, byGroup, section } of followCandidates(sentences, candidates)) {
      if (!sentence.text.startsWith('La commune') || !bodies.has('commune')) continue;
      told.push([byGroup.get('commune')?.place.name, section.map(({ place }) => place.name)]);
    }
    expect(told).toEqual([
      ['Cluny', ['Cluny']],
      ['Dole', ['Dole']],
    ]);
  });
});
