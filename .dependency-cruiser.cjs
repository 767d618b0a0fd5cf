/** The direction of the flow, held by a test: bin → cli → commands → { data, git, signatures, word, views, forms } → core. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const inside = (folders) => `^src/(${folders})/`;

module.exports = {
  forbidden: [
    forbid("no-cycles", "Two files that need each other are one thing, or miss a third.", {}, { circular: true }),
    forbid("core-is-pure", "core knows nothing of files, Git, terminals or forms on disk.", { path: inside("core"), pathNot: "\\.test\\.ts$" }, { path: "^src/", pathNot: "^src/(core|generated)/" }),
    forbid("core-has-no-packages", "core is arithmetic on values; it may find the nearest word and hash.", { path: inside("core"), pathNot: "\\.test\\.ts$" }, { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "fastest-levenshtein|^(node:)?crypto$" }),
    forbid("forms-on-core", "forms turn schemas into core's Form; they read nothing.", { path: inside("forms"), pathNot: "\\.test\\.ts$" }, { path: "^src/", pathNot: "^src/(core|forms|generated)/" }),
    forbid("views-on-core", "views show what core found.", { path: inside("views") }, { path: "^src/", pathNot: "^src/(core|views|io\\.ts)" }),
    forbid("data-below-commands", "data reads and writes files for core and forms.", { path: inside("data") }, { path: inside("commands|views|word|git|signatures") }),
    forbid("word-below-commands", "word fills templates from core's values.", { path: inside("word"), pathNot: "\\.test\\.ts$" }, { path: inside("commands|views|data|git|signatures") }),
    forbid("git-alone", "git runs Git and nothing else.", { path: inside("git") }, { path: inside("commands|views|data|word|forms|signatures") }),
    forbid("signatures-below-commands", "signatures reads, makes and verifies records with data and git.", { path: inside("signatures"), pathNot: "\\.test\\.ts$" }, { path: inside("commands|views|word") }),
    forbid("simple-git-in-git", "simple-git speaks for the person, with their own settings; only git/ knows it.", { pathNot: "^src/git/" }, { path: "node_modules/simple-git/" }),
    forbid("commands-on-cli", "Only the command tree starts commands.", { path: "^src/", pathNot: "^src/(cli(-signatures|-review)?\\.ts|commands/)" }, { path: inside("commands") }),
    forbid("no-way-back", "Nothing imports cli.ts or main.ts but the entry.", { path: "^src/", pathNot: "^src/cli\\.ts$" }, { path: "^src/(cli|main)\\.ts$", dependencyTypesNot: ["type-only"] }),
    forbid("chalk-in-views", "Colours are chosen in views alone.", { pathNot: "^src/views/" }, { path: "node_modules/chalk/" }),
    forbid("docx-in-starter", "docx is slow to start and makes templates only.", { pathNot: "^src/word/starter" }, { path: "node_modules/docx/" }),
    forbid("yaml-in-data", "YAML is read and edited in data.", { pathNot: "^src/data/" }, { path: "node_modules/yaml/" }),
    forbid("commander-in-cli", "The command tree is cli.ts, cli-signatures.ts and cli-review.ts.", { pathNot: "^src/cli(-signatures|-review)?\\.ts$" }, { path: "node_modules/commander/" }),
    forbid("no-orphans", "A file nobody uses is deleted.", { orphan: true, pathNot: "(\\.d\\.ts|\\.test\\.ts)$|^src/(cli|generated/)" }, {}),
    forbid("files-not-in-views", "Reading and writing belongs to data, git, word and the commands that keep files.", { path: inside("core|forms|views") }, { path: "^(node:)?(fs|child_process)$" }),
  ],
  options: { tsConfig: { fileName: "tsconfig.json" }, tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" }, exclude: { path: "\\.test\\.ts$" } },
};
