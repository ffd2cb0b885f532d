/**
 * Asks a running service the questions of a first visit, checks that the answers make sense, and writes them to a
 * file: `smoke-questions.ts <address> <file>`. Prints each problem and exits with 1 when there is one.
 */
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';

const labels = z.array(z.object({ id: z.string() }));
const answerSchema = z.object({
  status: z.enum(['ok', 'partial', 'broad', 'no_match']),
  experiences: z.array(
    z.object({
      experience: z.object({ id: z.string(), themes: labels, access: z.literal('public') }),
      reasons: z.array(z.object({ text: z.string().min(1) })).min(1),
      evidence: z.object({ passage: z.string().min(1) }),
    }),
  ),
  levers: z.array(z.object({ lever: z.object({ definition: z.string().min(1) }) })),
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

async function check(code: string, priorities: string, status: Answer['status'], themes: readonly string[]) {
  const asked = await ask(code, priorities);
  const { experiences, levers, status: given } = asked.answer;
  const first = experiences.slice(0, 3).map(({ experience }) => experience);
  const ids = first.map(({ id }) => id).join(', ');
  console.log(`${given} : ${ids}`);
  const expected = first.filter((experience) => experience.themes.some(({ id }) => themes.includes(id)));
  expectThat(given === status, `${priorities} : statut ${given}`);
  expectThat(expected.length >= Math.min(2, themes.length), `${priorities} : ${ids}`);
  const isEmpty = experiences.length + levers.length === 0;
  expectThat(isEmpty === (status === 'no_match'), `${priorities} : ${levers.length} leviers`);
  return asked.text;
}

const FOOD =
  'expérimenter une caisse alimentaire (sécurité sociale de l’alimentation) avec tirage au sort d’habitants, qui pilote ?';
const MATERIALS =
  'une plateforme de réemploi des matériaux de construction, tenue par une structure de l’ESS';
const PAYROLL = 'J’ai oublié le mot de passe du logiciel de paie, comment le réinitialiser ?';

const food = await check('200044394', FOOD, 'ok', ['alimentation']);
const materials = await check('200058014', MATERIALS, 'ok', ['reemploi', 'batiment']);
const payroll = await check('200044394', PAYROLL, 'no_match', []);
const { text } = await ask('200058014', MATERIALS);
expectThat(text === materials, 'la même question reçoit deux réponses différentes');

await writeFile(file, [food, materials, payroll].map((answer) => `${answer}\n`).join(''));
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
