import type { ExperiencePage } from '../../api/answers.ts';
import { type Api, type Outcome, outcomeOf } from '../../api/client.ts';
import { type Listing, toApiQuery } from './listing.ts';

/** Asks for one page of a list. */
export function loadListing(api: Api, listing: Listing): Promise<Outcome<ExperiencePage>> {
  return outcomeOf(api.GET('/v1/experiences', { querySerializer: () => toApiQuery(listing).toString() }));
}
