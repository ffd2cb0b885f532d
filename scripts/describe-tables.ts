/**
 * Columns, constraints and indexes of the tables of a database, one `line` each, as PostgreSQL writes them: two
 * definitions of the same table give the same lines. Storage and comments, which Drizzle cannot say, are left out.
 */
export const TABLE_LINES = `
  with tables as (
    select oid, relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
  )
  select relname || '.' || attname || ' ' || concat_ws(
    ' ', format_type(atttypid, atttypmod), 'collate ' || nullif(collname, 'default'), case when attnotnull then 'not null' end,
    case when attgenerated::text <> '' then 'generated' end, nullif('identity ' || attidentity::text, 'identity '),
    'default ' || pg_get_expr(adbin, adrelid)
  ) as line
  from tables
    join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    left join pg_collation on pg_collation.oid = attcollation
  union all
  select relname || ' ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
  from tables join pg_constraint on conrelid = tables.oid
  union all
  select pg_get_indexdef(indexrelid) from tables join pg_index on indrelid = tables.oid
  order by line`;
