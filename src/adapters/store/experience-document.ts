export { draftSchema, experienceSchema } from '../../domain/experience/experience.ts';
export { isKept as isStorable, keptText as storableText } from '../../domain/text/kept-text.ts';
