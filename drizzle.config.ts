import { defineConfig } from 'drizzle-kit';

// Generates SQL from the schema without a database: `npm run db:generate -- --name what-changes`.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/adapters/store/tables/*.ts',
  out: './migrations',
});
