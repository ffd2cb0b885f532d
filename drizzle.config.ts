import { defineConfig } from 'drizzle-kit';

/** For `npm run migrations:generate`: the service itself applies the migrations. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/adapters/store/tables',
  out: './migrations',
});
