import { suggestTerritories } from '../search/form/suggest-in-form.ts';

suggestTerritories();
