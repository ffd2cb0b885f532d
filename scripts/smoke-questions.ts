/**
 * Asks a running service the questions of a first visit, checks that the answers make sense, and writes them to a
 * file: `smoke-questions.ts <address> <file>`. Prints each problem and exits with 1 when there is one.
 */
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';

const breakdown = z.array(z.object({ criterion: z.string(), contribution: z.number() })).min(1);
const reasons = z.array(z.object({ text: z.string().min(1) }));

const answerSchema = z.object({
  id: z.string().startsWith('rec_'),
  status: z.enum(['ok', 'partial', 'broad', 'no_match']),
  experiences: z.array(
    z.object({
      rank: z.number(),
      score: z.number().min(0).max(1),
      experience: z.object({
        id: z.string(),
        title: z.string().min(1),
        themes: z.array(z.object({ id: z.string() }).or(z.string())),
        access: z.literal('public'),
      }),
      breakdown,
      reasons: reasons.min(1),
      evidence: z.object({ passage: z.string().min(1) }),
    }),
  ),
  levers: z.array(
    z.object({
      lever: z.object({ id: z.string(), definition: z.string().min(1) }),
      breakdown,
      supporting: z.array(z.object({ experienceId: z.string(), what: z.string().min(1) })).min(1),
    }),
  ),
  ranking: z.object({ version: z.string(), index: z.string(), model: z.string() }),
});
type Answer = z.infer<typeof answerSchema>;

const problems: string[] = [];
function expectThat(condition: boolean, problem: string): void {
  if (!condition) problems.push(problem);
}

const [address, file] = z.tuple([z.url(), z.string().min(1)]).parse(process.argv.slice(2));

async function ask(code: string, priorities: string): Promise<{ text: string; answer: Answer }> {
  const response = await fetch(new URL('/v1/recommendations', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ territory: { code }, priorities }),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} au lieu de 200 : ${text}`);
  return { text, answer: answerSchema.parse(JSON.parse(text)) };
}

function countWithTheme({ experiences }: Answer, themes: readonly string[]): number {
  return experiences.slice(0, 3).filter(({ experience }) => {
    const ids = experience.themes.map((theme) => (typeof theme === 'string' ? theme : theme.id));
    return ids.some((id) => themes.includes(id));
  }).length;
}

function firstIds({ experiences }: Answer): string[] {
  return experiences.slice(0, 3).map(({ experience }) => experience.id);
}

/** Checks the status and the first experiences of an answer, and that the details of each score add up. */
function checkAnswer(
  name: string,
  answer: Answer,
  expected: Pick<Answer, 'status'> & { readonly themes: readonly string[] },
): void {
  const { status, experiences, levers } = answer;
  expectThat(status === expected.status, `${name} : statut ${status}`);
  expectThat(countWithTheme(answer, expected.themes) >= 2, `${name} : ${firstIds(answer)}`);
  expectThat(levers.length > 0, `${name} : aucun levier`);
  for (const { score, breakdown, experience } of experiences) {
    const sum = breakdown.reduce((total, { contribution }) => total + contribution, 0);
    expectThat(
      Math.abs(sum - score) < 1e-3,
      `le détail de ${experience.id} fait ${sum}, son score est ${score}`,
    );
  }
}

const food = await ask(
  '200044394',
  'expérimenter une caisse alimentaire (sécurité sociale de l’alimentation) avec tirage au sort d’habitants, qui pilote ?',
);
const askMaterials = () =>
  ask(
    '200058014',
    'une plateforme de réemploi des matériaux de construction, tenue par une structure de l’ESS',
  );
const materials = await askMaterials();
const payroll = await ask(
  '200044394',
  'J’ai oublié le mot de passe du logiciel de paie, comment le réinitialiser ?',
);
const again = await askMaterials();

// No experience is about such a fund: the answer says that nothing is close.
checkAnswer('caisse alimentaire', food.answer, { status: 'partial', themes: ['alimentation'] });
checkAnswer('matériaux', materials.answer, { status: 'ok', themes: ['reemploi', 'batiment'] });
expectThat(
  firstIds(food.answer).every((id) => !firstIds(materials.answer).includes(id)),
  'les deux territoires reçoivent les mêmes expériences',
);
expectThat(payroll.answer.status === 'no_match', `mot de passe : statut ${payroll.answer.status}`);
expectThat(payroll.answer.experiences.length === 0, 'mot de passe : des expériences sont proposées');
expectThat(materials.text === again.text, 'la même question reçoit deux réponses différentes');

await writeFile(file, [food, materials, payroll].map(({ text }) => `${text}\n`).join(''));
for (const { answer } of [food, materials]) console.log(`${answer.status} : ${firstIds(answer).join(', ')}`);
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
