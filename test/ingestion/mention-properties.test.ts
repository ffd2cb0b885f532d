import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { tokenise } from '../../src/ingestion/extract/text/located-text.ts';
import { createMentionFinder, type FindMentions } from '../../src/ingestion/extract/where/find-mentions.ts';
import { createNameLexicon } from '../../src/ingestion/extract/where/name-lexicon.ts';

let find: FindMentions;

beforeAll(async () => {
  find = createMentionFinder(createNameLexicon(await createOfficialGazetteer()));
});

const mentionsOf = (text: string) => find(text, tokenise(text));

const pieces = fc.array(
  fc.constantFrom(
    ...['La commune de ', 'communauté de communes ', 'du ', 'l’île d’', 'à ', 'PETR ', 'Pays ', 'le ', 'La '],
    ...[
      'Fougères',
      'Redon',
      'Oléron',
      'Langres',
      'Gironde',
      'TCO',
      'Béthune-Bruay Artois Lys Romane',
      'AHUN',
    ],
    ...['Vaugrenant-la-Sèche', 'Brive', 'Caen la mer', 'Lamballe Terre & Mer', 'Son', 'Rennes'],
    ...[
      ' (CABBALR)',
      ' (35)',
      ', 35, ',
      ' : ',
      '. ',
      '\n',
      ' et ',
      '-',
      '’',
      ' communauté',
      ' Agglo',
      ' ',
      '(',
      ')',
    ],
  ),
  { maxLength: 14 },
);

it('finds mentions in order, without overlap, each with its words in the text', () => {
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      let from = 0;
      for (const { start, nameStart, end, candidates, unregisteredKind } of mentionsOf(text)) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(nameStart).toBeGreaterThanOrEqual(start);
        expect(end).toBeGreaterThan(nameStart);
        expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
        expect(candidates.length === 0).toBe(unregisteredKind !== null);
        from = end;
      }
      expect(from).toBeLessThanOrEqual(text.length);
    }),
  );
});

it('keeps the mentions of a text when an acronym is added to the first', () => {
  const named = 'La communauté de communes de l’Argonne Ardennaise';
  fc.assert(
    fc.property(pieces, (parts) => {
      const rest = parts.join('');
      const plain = mentionsOf(`${named} XXXX. ${rest}`).map(({ name }) => name);
      const defined = mentionsOf(`${named} (2C2A). ${rest}\nLa 2C2A`).map(({ name }) => name);
      expect(defined.slice(0, -1)).toEqual(plain);
      expect(defined.at(-1)).toBe(defined[0]);
    }),
  );
});
