import type { Territory } from '../../api/answers.ts';
import { addressWith, writeParameters } from '../../question/parameters.ts';
import { kindToTell } from '../../question/question.ts';

/** @param fact « clé:valeur » that the similar territories must have; empty for any */
export function territoryPath({ code, kind }: Pick<Territory, 'code' | 'kind'>, fact = ''): string {
  return addressWith(
    `/territoires/${code}`,
    writeParameters({ type: kindToTell({ code, kind }), fait: fact }),
  );
}
