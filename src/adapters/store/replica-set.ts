import { isDomainError } from '../../domain/errors.ts';
import type { StoreConnection } from './database.ts';
import { readVersions } from './index-versions.ts';
import { type IndexVersions, sameVersions, type VersionSource } from './version-source.ts';

/** Between two looks at a replica. */
const LOOK_MS = 250;
/** Allowed for a look. */
const LOOK_TIMEOUT_MS = 1_000;
/** What was seen longer ago is not relied upon: the replica may hang. */
const FRESH_MS = 1_000;

type Connection = Pick<StoreConnection, 'run' | 'close'>;

interface Replica {
  readonly connection: Connection;
  /** What it holds, as it was last seen; null while it does not answer. */
  versions: IndexVersions | null;
  /** Instant of `performance.now()` at which that was asked. */
  seenAt: number;
}

/**
 * Reads from the replicas that hold what is published, each in its turn, else from the primary. One that lags, breaks or
 * does not answer is left out until it is seen to hold it. What was just published by this process is known at
 * once, so nobody reads from a replica what was before.
 */
export function createReplicaSet(
  connections: readonly Connection[],
  primary: Pick<StoreConnection, 'run'>,
  versions: VersionSource,
): Connection {
  const replicas: readonly Replica[] = connections.map((connection) => ({
    connection,
    versions: null,
    seenAt: 0,
  }));
  let timer: NodeJS.Timeout | null = null;
  let turn = 0;

  async function look(replica: Replica): Promise<void> {
    const askedAt = performance.now();
    replica.versions = await readVersions(replica.connection, LOOK_TIMEOUT_MS).catch(() => null);
    replica.seenAt = askedAt;
  }

  /** One look at a time for each: a replica that does not answer must not gather them. */
  function keepLooking(): NodeJS.Timeout {
    const busy = new Set<Replica>();
    return setInterval(() => {
      for (const replica of replicas) {
        if (busy.has(replica)) continue;
        busy.add(replica);
        void look(replica).finally(() => busy.delete(replica));
      }
    }, LOOK_MS).unref();
  }

  async function pick(): Promise<Replica | null> {
    if (replicas.length === 0) return null;
    timer ??= keepLooking();
    const published = await versions.current();
    const current = replicas.filter((replica) => holds(replica, published));
    turn += 1;
    return current[turn % Math.max(1, current.length)] ?? null;
  }

  return {
    async run(operation, work, ...rest) {
      const replica = await pick();
      if (replica === null) return primary.run(operation, work, ...rest);
      try {
        return await replica.connection.run(operation, work, ...rest);
      } catch (error) {
        if (!isReplicaFault(error)) throw error;
        replica.versions = null;
        return primary.run(operation, work, ...rest);
      }
    },
    async close() {
      if (timer !== null) clearInterval(timer);
      await Promise.all(replicas.map(({ connection }) => connection.close()));
    },
  };
}

function holds({ versions, seenAt }: Replica, published: IndexVersions): boolean {
  const isFresh = performance.now() - seenAt < FRESH_MS;
  return versions !== null && isFresh && sameVersions(versions, published);
}

/** SQLSTATE of a reading that a replica cut short, to replay what the primary has cleared. */
const CONFLICT_WITH_RECOVERY = '40001';

function isReplicaFault(error: unknown): boolean {
  if (isDomainError(error, 'store-unavailable') || isDomainError(error, 'deadline-exceeded')) return true;
  return error instanceof Error && 'code' in error && error.code === CONFLICT_WITH_RECOVERY;
}
