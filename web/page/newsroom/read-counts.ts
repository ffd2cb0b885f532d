import type { ProposalList } from '../../api/answers.ts';
import type { Outcome } from '../../api/client.ts';
import type { PageRequest } from '../layout/page.ts';

/** Reads how many fiches each list has, for the menu. */
export async function readCounts({
  api,
}: Pick<PageRequest, 'api'>): Promise<Outcome<ProposalList['counts']>> {
  const page = await api.get('/v1/proposals', { query: new URLSearchParams({ limit: '1' }) });
  return page.ok ? { ok: true, data: page.data.counts } : page;
}
