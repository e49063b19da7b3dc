// The arrows of the architecture, one way:
//   routes, worker → workflows → contacts, recommendations, predictions, content, delivery → events → *.server
// Each rule says why; `npm run check` and `npm test` hold them.

const siblings = ["contacts", "recommendations", "predictions", "content", "delivery", "offers"];
const anySibling = siblings.join("|");

/** The pure core: the engine and what it is made of. */
const core =
  "^app/workflows/(engine|walk|program|version|conditions?|field-test|exits|news|heard|about|holdout|local-hour|run-book|duration)\\.ts$|^app/workflows/engine/";

/** What stands at the root of app/: the outside world (*.server.ts), time, the Admin API's documents. */
const ground = "^app/[^/]+\\.ts$|^app/admin-api/";

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      comment: "Two modules that need each other are one idea in two files, or two ideas in the wrong files.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "not-resolvable",
      comment: "An import that nothing answers: a typing error, or a package that package.json does not name.",
      severity: "error",
      from: {},
      // The former is Vite's, the latter a package of types alone.
      to: { couldNotResolve: true, pathNot: "^virtual:|^@graphql-typed-document-node/core$" },
    },
    {
      name: "app-knows-no-sandbox-or-test",
      comment: "The same code runs against the real Shopify and the sandbox; only environment variables differ.",
      severity: "error",
      from: { path: "^(app|emails)/|^server\\.ts$" },
      to: { path: "^(sandbox|test|bench|launch)/" },
    },
    {
      name: "ground-knows-no-one",
      comment: "The outside world's modules at the root of app/ are below everything else.",
      severity: "error",
      from: { path: ground },
      to: { path: "^app/", pathNot: ground },
    },
    {
      name: "events-know-only-the-ground",
      comment: "Events are what all parts speak through. An event that knew its readers would tie them together.",
      severity: "error",
      from: { path: "^app/events/" },
      to: { path: "^app/", pathNot: `^app/events/|${ground}` },
    },
    ...siblings.map((sibling) => ({
      name: `${sibling}-know-no-sibling`,
      comment: "Siblings speak through events and through what workflows pass in as facts.",
      severity: "error",
      from: { path: `^app/${sibling}/` },
      to: { path: `^app/(${siblings.filter((other) => other !== sibling).join("|")})/` },
    })),
    {
      name: "siblings-know-nothing-above",
      comment: "Workflows, worker, routes, reports and screens call the parts below them, never the other way.",
      severity: "error",
      from: { path: `^app/(${anySibling})/` },
      to: { path: "^app/(workflows|worker|routes|reports|components)/" },
    },
    {
      name: "workflows-know-nothing-above",
      comment: "The worker drives workflows, routes show them.",
      severity: "error",
      from: { path: "^app/workflows/" },
      to: { path: "^app/(worker|routes|reports|components)/" },
    },
    {
      name: "engine-is-pure",
      comment:
        "The engine is given facts and a time. Live worker, replay, test button and property tests run this same code: no database, network, clock or log.",
      severity: "error",
      from: { path: core },
      to: {
        // The stages' names are values of a pure file.
        pathNot: "^app/contacts/lifecycle\\.ts$",
        path: [
          "\\.server(\\.ts)?$",
          "^app/clock\\.ts$",
          "^app/(worker|delivery|contacts)/",
          "node_modules/(pg|pino|undici|@prisma)",
        ],
      },
    },
    {
      name: "engine-needs-no-machine",
      comment: "The pure engine reads no file, socket, process or thread.",
      severity: "error",
      from: { path: core },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "reports-are-read-by-routes",
      comment:
        "Reports read everything. Whatever depended on one would depend on everything. Of components, which may name its types, components-know-no-server says it.",
      severity: "error",
      from: { path: "^(app|emails)/", pathNot: "^app/(routes|reports|components)/" },
      to: { path: "^app/reports/" },
    },
    {
      name: "worker-and-routes-apart",
      comment: "Two roles of one build: each must run without the other.",
      severity: "error",
      from: { path: "^app/worker/" },
      to: { path: "^app/(routes|reports|components)/" },
    },
    {
      name: "components-know-no-server",
      comment:
        "A component is given a route's data, and is sent to the browser: types of the server are all it may name.",
      severity: "error",
      from: { path: "^app/components/" },
      to: {
        path: [
          "\\.server(\\.ts)?$",
          `^app/(${anySibling}|events|workflows|worker|routes|reports)/`,
          "node_modules/(pg|pino|undici|@prisma)",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "emails-are-content",
      comment: "A template knows what it is rendered from, and nothing of who sends it when.",
      severity: "error",
      from: { path: "^emails/" },
      to: { path: "^app/", pathNot: "^app/content/|^app/events/money\\.ts$" },
    },
    {
      name: "only-tests-know-tests",
      comment: "What other code needs too does not belong in test/.",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "no-development-package-in-the-app",
      comment: "A production install leaves development packages out.",
      severity: "error",
      from: { path: "^(app|emails)/|^server\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|public|\\.waypost)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
