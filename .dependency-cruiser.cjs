const LAYERS =
  '^src/(?:domain|ports|application|adapters/[^/]+|ingestion|http|cli|composition|threads)/|^src/(?:main|config|extraction-worker)\\.ts$';

/** Folders that are made of rooms. */
const WINGS = 'application|http|adapters/store|ingestion/(?:extract|read)|ingestion';
/** Files that may stand outside the rooms of their wing: those that other layers call. */
const FACES = [
  'application/essaimage',
  'http/(?:app|standard-assistant)',
  'adapters/store/(?:connect|drizzle|inspect)-[^/]+',
  'ingestion/extract/(?:experience-extractor|extraction-version|rules-version|serve-extractor|threaded-extractor)',
  'ingestion/read/import-reader',
].join('|');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Modules that need each other cannot be understood, tested or moved one at a time. ' +
        'Move what both need into a third module, or turn one of the two dependencies into a parameter.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment:
        'A module that neither imports nor is imported does nothing. Remove it, or import it where it was meant to be used.',
      severity: 'error',
      from: { orphan: true, pathNot: ['^web/build\\.ts$', '-worker\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'code-stands-in-a-layer',
      comment:
        'Each rule below guards a folder: code outside them all would escape every rule. Put the module in the layer to ' +
        'which it belongs; if a new layer is really needed, write its rule here first.',
      severity: 'error',
      from: { path: '^src/', pathNot: LAYERS },
      to: {},
    },
    {
      name: 'code-stands-in-a-room',
      comment:
        'A wing is read room by room (docs/architecture.md): a file beside the rooms escapes their rules and soon has twenty ' +
        'neighbours. Put it in the room whose sentence describes it; only what other layers call stands at the root.',
      severity: 'error',
      from: { path: `^src/(?:${WINGS})/[^/]+\\.ts$`, pathNot: `^src/(?:${FACES})\\.ts$` },
      to: {},
    },
    {
      name: 'rooms-form-no-circle',
      comment:
        'Two rooms that need each other are one room with a wall in it: neither can be read first. ' +
        'Move what both need into the lower one, or into common/.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/$1/', circular: true },
    },
    {
      name: 'rooms-know-no-face',
      comment:
        'The files at the root of a wing put its rooms together for the rest of the service: a room that imports one depends on ' +
        'all the others. Take what is needed from the room that has it.',
      severity: 'error',
      from: { path: `^src/(${WINGS})/[^/]+/` },
      to: { path: '^src/$1/[^/]+$' },
    },
    {
      name: 'common-is-the-ground',
      comment:
        'What a wing shares rests on no room of it, so that every room can rest on it. ' +
        'Code that needs a room belongs to that room.',
      severity: 'error',
      from: { path: '^src/(.+)/common/' },
      to: { path: '^src/$1/', pathNot: '^src/$1/common/' },
    },
    {
      name: 'use-cases-stand-side-by-side',
      comment:
        'A use case is understood without the others. Two rooms serve the rest: browse reads what is published, index prepares ' +
        'what will be. Move what else is shared into common/ or into the domain.',
      severity: 'error',
      from: { path: '^src/application/(?!common/)([^/]+)/' },
      to: { path: '^src/application/[^/]+/', pathNot: '^src/application/(?:$1|browse|common|index)/' },
    },
    {
      name: 'sessions-know-no-table',
      comment:
        'A connection carries any statement, on a server or in the embedded database: what is stored is not its business. ' +
        'Write the statement in reading/ or importing/ and run it through the session.',
      severity: 'error',
      from: { path: '^src/adapters/store/(?:session|embedded)/' },
      to: { path: '^src/adapters/store/', pathNot: '^src/adapters/store/(?:session|embedded)/' },
    },
    {
      name: 'readers-see-through-visibility',
      comment:
        'A statement that answers readers goes through visibleTo, so that none shows a fiche of members: what it needs of the ' +
        'experiences, their passages and what they come from is in reading/visibility.',
      severity: 'error',
      from: { path: '^src/adapters/store/reading/', pathNot: '/visibility\\.ts$' },
      to: { path: '^src/adapters/store/tables/', pathNot: '/search-index\\.ts$' },
    },
    {
      name: 'few-name-the-experiences',
      comment:
        'Only what imports, edits, exports and inspects names the table of experiences. Write the statement in importing/, or ' +
        'behind visibleTo in reading/.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/adapters/store/(?:tables|importing|reading)/|/inspect-database\\.ts$|^src/composition/',
      },
      to: { path: '^src/adapters/store/tables/experiences\\.ts$' },
    },
    {
      name: 'extraction-reads-no-page',
      comment:
        'Fetching and reading give texts, whatever the site; extraction draws experiences from texts, whatever brought them. ' +
        'What they hand to each other is described in ingestion/common.',
      severity: 'error',
      from: { path: '^src/ingestion/(extract|fetch)/' },
      to: { path: '^src/ingestion/', pathNot: '^src/ingestion/(?:$1|common)/' },
    },
    {
      name: 'extraction-knows-no-wording',
      comment:
        'What a page gave is kept until the code that read it changes (RULES_VERSION): a word of the interface must not read ' +
        'every page again. The French of the domain is for those who present; what the extraction writes, it words itself.',
      severity: 'error',
      from: { path: '^src/ingestion/extract/' },
      to: { path: '^src/domain/french/' },
    },
    {
      name: 'answers-stand-side-by-side',
      comment:
        'Routes, pages and documentation each answer requests, and only app.ts puts them together. ' +
        'What several of them need is a plugin, a problem or a way to read an input: move it there.',
      severity: 'error',
      from: { path: '^src/http/(?!assistants/)([^/]+)/' },
      to: { path: '^src/http/(?:assistants|documentation|pages|routes)/', pathNot: '^src/http/$1/' },
    },
    {
      name: 'assistants-call-the-api',
      comment:
        'A tool asks the API like any client and says the same: it knows the schemas of the routes, never how they answer, ' +
        'and no use case. Ask a route; if it is missing, write it in src/http/routes.',
      severity: 'error',
      from: { path: '^src/http/assistants/' },
      to: {
        path: '^src/(?:http/(?:documentation|pages|routes)/|application/)',
        pathNot: '^src/http/routes/[^/]+/[a-z-]*schemas\\.ts$',
      },
    },
    {
      name: 'domain-is-pure',
      comment:
        'The domain is what must stay true whatever the technology: no Node module, no other layer, no npm package but zod, ' +
        'which says the shape of data and does nothing else (docs/adr/0025-one-schema-of-a-fiche.md). ' +
        'Take what you need as a parameter, or declare a port and implement it in an adapter.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/|node_modules/zod/' },
    },
    {
      name: 'ports-speak-of-the-domain',
      comment:
        'A port says what the application needs in words of the domain, so that any technology can serve it. ' +
        'Types of a library or of an adapter do not belong in it: describe them in the domain. Of zod, it may use what the ' +
        'domain does: the shape of data that an adapter reads stands once.',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { pathNot: '^src/(?:domain|ports)/|node_modules/zod/' },
    },
    {
      name: 'application-knows-ports-only',
      comment:
        'A use case runs as well with fakes as with real parts: it knows the domain and the ports, no library, no adapter, no ' +
        'HTTP. Receive the adapter through a port, from src/composition.',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { pathNot: '^src/(?:application|domain|ports)/' },
    },
    {
      name: 'adapters-stand-alone',
      comment:
        'An adapter can be replaced because nothing but its port leads to it: it imports itself, the domain, the ports and ' +
        'libraries, never another adapter nor an upper layer. What two adapters share is a rule of the domain or a port.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/(?:domain|ports|threads|adapters/$1)/' },
    },
    {
      name: 'ingestion-stands-alone',
      comment:
        'Reading pages into experiences knows the domain and the ports only, so that it runs without the service. ' +
        'Receive the rest through a port, from src/composition.',
      severity: 'error',
      from: { path: '^src/ingestion/' },
      to: { path: '^src/', pathNot: '^src/(?:domain|ports|threads|ingestion)/' },
    },
    {
      name: 'threads-carry-any-call',
      comment:
        'A thread answers calls: what they mean is said where it is started and in the module that it runs. ' +
        'Describe the calls there.',
      severity: 'error',
      from: { path: '^src/threads/' },
      to: { path: '^src/', pathNot: '^src/threads/' },
    },
    {
      name: 'http-calls-use-cases',
      comment:
        'A route parses, calls one use case and presents its answer. It does not reach a port or an adapter by itself: ' +
        'write the use case in src/application and receive it as a parameter.',
      severity: 'error',
      from: { path: '^src/http/' },
      to: { path: '^src/', pathNot: '^src/(?:http|application|domain)/' },
    },
    {
      name: 'config-parses-only',
      comment:
        'The configuration is a value parsed once with zod: it depends on nothing else, so that anything may be given a slice ' +
        'of it. Do what needs a library or a file in the adapter that receives the slice.',
      severity: 'error',
      from: { path: '^src/config\\.ts$' },
      to: { pathNot: 'node_modules/zod/' },
    },
    {
      name: 'composition-stays-below-entries',
      comment:
        'The composition assembles the parts for the entries (server, command line) and knows none of them. ' +
        'Return what the entry needs instead of calling it.',
      severity: 'error',
      from: { path: '^src/composition/' },
      to: { path: '^src/(?:main\\.ts$|cli/)' },
    },
    {
      name: 'worker-assembles-its-thread',
      comment:
        'A thread is made of parts that do not know each other, like the service, and its entry assembles them as ' +
        'src/composition does: adapters and ingestion, no use case, no HTTP. What the thread needs from those, it is told by message.',
      severity: 'error',
      from: { path: '^src/extraction-worker\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(?:adapters|ingestion|ports|domain)/' },
    },
    {
      name: 'main-starts-only',
      comment:
        'The server entry loads the configuration, composes, listens and closes. ' +
        'Anything else belongs to src/composition, to a use case or to src/http.',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: '^src/', pathNot: '^src/config\\.ts$|^src/(?:application|composition|http)/' },
    },
    {
      name: 'cli-calls-use-cases',
      comment:
        'A command parses its arguments, calls a use case and prints. It reaches adapters through src/composition, and domain ' +
        'values through what the use case returns; the French of the domain (src/domain/french) is for every reader. The ' +
        'assistant on standard input and output answers as HTTP does.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/config\\.ts$|^src/http/standard-assistant\\.ts$|^src/(?:application|composition|cli|domain/french)/',
      },
    },
    {
      name: 'src-runs-without-tests',
      comment:
        'The service is installed without its tests, benchmarks and scripts. ' +
        'Move what it needs into src, and let the test import it from there.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:test|evaluation|bench|scripts)/' },
    },
    {
      name: 'src-runs-without-dev-dependencies',
      comment:
        'The service is installed with `npm ci --omit=dev`: a package that it runs stands in `dependencies` of package.json. ' +
        'Move it there, or use another one.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'web-stands-alone',
      comment:
        'The pages and the component know the service by its API alone, so that they could be served from elsewhere: they ' +
        'import themselves, the types that openapi.json gives and the French of the domain (src/domain/french, the folding of ' +
        'names, the cutting of sentences, groups by key, the escape of HTML and of formulas, what a fiche lacks, which of its fields a merge takes, and what a note keeps by default). Ask the API, or generate ' +
        'what is missing into web/api.',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^(?:src|test|evaluation|bench|scripts|corpus)/',
        pathNot:
          '^src/domain/(?:french/|group-by\\.ts$|text/(?:escape-html|fold|formula|sentences)\\.ts$|experience/(?:doubts|fields)\\.ts$|note/note-answer\\.ts$)',
      },
    },
    {
      name: 'web-folders-have-no-cycle',
      comment:
        'A folder of web/ answers one question, and those that it needs stand below it: two folders that need each other are ' +
        'one, cut in two. Move what both need into a folder below (web/question, web/page/layout), or pass it as a parameter.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^web/' },
      to: { circular: true },
    },
    {
      name: 'web-question-is-shared',
      comment:
        'The page and the component ask the same question and read the same answer: what they share knows neither of them. ' +
        'Move what needs one of them to its side.',
      severity: 'error',
      from: { path: '^web/(?:api|french|question)/' },
      to: { path: '^web/', pathNot: '^web/(?:api|french|question)/' },
    },
    {
      name: 'component-knows-no-page',
      comment:
        'Other sites load the component: 13 kB in all, nothing of our pages. Move what both need into web/question; a page may ' +
        'import the component (the frame shows it).',
      severity: 'error',
      from: { path: '^web/component/' },
      to: { path: '^web/page/' },
    },
    {
      name: 'layout-knows-no-page',
      comment:
        'Every page stands on web/page/layout: what it imports of one page would weigh on all. Move it into the page that ' +
        'needs it, or pass it as a parameter.',
      severity: 'error',
      from: { path: '^web/page/layout/' },
      to: { path: '^web/(?:page|component|question)/', pathNot: '^web/page/layout/' },
    },
    {
      name: 'search-rooms-are-floors',
      comment:
        'The search page is its form, the answer, the opinion and the tools, over the data that all show. The form does not ' +
        'know the answer, nor the tools and the opinion who shows them: search-app.tsx brings them together.',
      severity: 'error',
      from: { path: '^web/page/search/(data|form|opinion|tools)/' },
      to: { path: '^web/page/search/', pathNot: '^web/page/search/(?:data|$1)/' },
    },
    {
      name: 'src-loads-the-built-web',
      comment:
        'The service serves what `npm run build` has made of web/, and checks it when it loads it (src/http/pages): it does ' +
        'not import its sources, which want the types of a browser. Only the types of web/contract.ts say what it loads.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^web/', pathNot: '^web/contract\\.ts$' },
    },
    {
      name: 'packages-are-declared',
      comment:
        'A package that package.json does not name is there by luck, brought by another one. Install it with `npm install -E`.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'imports-resolve',
      comment: 'The import leads nowhere. Correct the path, with its extension, or install the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // A test may reach into any room: the rules are for what it tests.
    exclude: { path: '\\.test\\.ts$|^web/dist/' },
    moduleSystems: ['es6', 'cjs'],
    // Types count as much as values: a layer that knows the types of another one depends on it.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
