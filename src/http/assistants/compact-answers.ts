import type { z } from 'zod';
import { splitFigure } from '../../domain/french/formats.ts';
import type { experienceSchema, searchPageSchema } from '../routes/experiences/schemas.ts';
import type { recommendationSchema } from '../routes/recommendations/schemas.ts';
import { namePlaces, tellingReasons } from './write-answers.ts';

/* Answers as objects: enough to choose from and to cite; `read_experience` and `read_lever` tell the rest. */

type Experience = z.infer<typeof experienceSchema>;

function compactExperience({ id, title, territories, year, figures, source, checkedOn }: Experience) {
  const [figure] = figures.map(splitFigure);
  return {
    id,
    title,
    place: namePlaces(territories),
    year,
    figure: figure === undefined ? null : `${figure.label} : ${figure.measure}`,
    source: source.url ?? source.title,
    date: source.date,
    checkedOn,
  };
}

export function compactRecommendation({
  status,
  needs,
  ownExperiences,
  experiences,
  levers,
  hint,
}: z.infer<typeof recommendationSchema>) {
  return {
    status,
    needs: needs.length < 2 ? [] : needs.map(({ text, level }) => ({ text, level })),
    own: ownExperiences.map(({ id, title }) => ({ id, title })),
    experiences: experiences.map(({ experience, level, reasons }) => ({
      ...compactExperience(experience),
      level,
      reason: tellingReasons(reasons),
    })),
    levers: levers.map(({ lever: { id, label }, whoMay }) => ({ id, label, whoMay: whoMay?.text ?? null })),
    hint: hint && { text: hint.text, questions: hint.questions },
  };
}

export function compactPage({ experiences, total, next }: z.infer<typeof searchPageSchema>) {
  return { total, experiences: experiences.map(compactExperience), next };
}
