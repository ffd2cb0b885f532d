const PREFIX = 'rec_';
const DIGEST_LENGTH = 16;
const CHECK_LENGTH = 4;

type Hash = (text: string) => string;

function withCheck(digest: string, hash: Hash): string {
  return `${PREFIX}${digest}${hash(`answer ${digest}`).slice(0, CHECK_LENGTH)}`;
}

/**
 * Id of the answer to a request, in the form of `RECOMMENDATION_ID`. Its last digits check the others: answers are
 * stored nowhere, and an id that was made up is still refused.
 * @param request all that decides the answer
 * @param hash returns at least 16 hexadecimal digits
 */
export function answerId(request: string, hash: Hash): string {
  return withCheck(hash(request).slice(0, DIGEST_LENGTH), hash);
}

/** Says whether an answer may have this id. */
export function isAnswerId(id: string, hash: Hash): boolean {
  return id === withCheck(id.slice(PREFIX.length, PREFIX.length + DIGEST_LENGTH), hash);
}
