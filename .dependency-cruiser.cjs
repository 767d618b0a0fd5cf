/** The direction of the flow, held by a test: bin → cli → commands → { data, git, signatures, word, views, forms } → core. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
const inside = (folders) => `^src/(${folders})/`;
/** A wing of core or of the commands knows the wings that are named, and itself. */
const wing = (place, name, knows, comment) =>
  forbid(
    `${place}-${name}`,
    comment,
    { path: `^src/${place}/${name}/`, pathNot: "\\.test\\.ts$" },
    { path: `^src/${place}/`, pathNot: `^src/${place}/(${[name, ...knows].join("|")})(/|\\.ts$)` },
  );
const below = ["basics", "forms", "program", "problems", "acts", "records", "review", "findings"];

module.exports = {
  forbidden: [
    forbid("no-cycles", "Two files that need each other are one thing, or miss a third.", {}, { circular: true }),
    forbid("core-is-pure", "core knows nothing of files, Git, terminals or forms on disk.", { path: inside("core"), pathNot: "\\.test\\.ts$" }, { path: "^src/", pathNot: "^src/(core|generated)/" }),
    forbid("core-has-no-packages", "core is arithmetic on values; it may find the nearest word, hash, and write letters in ASCII.", { path: inside("core"), pathNot: "\\.test\\.ts$" }, { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "fastest-levenshtein|any-ascii|^(node:)?crypto$" }),
    wing("core", "basics", [], "basics are days, hours, names and texts; they know no form and no program."),
    wing("core", "forms", ["basics", "program"], "A form and its answers are read with the program's settings; nobody has signed or decided yet."),
    wing("core", "program", ["basics", "forms", "problems", "acts/fields", "records/signature"], "The program's people and settings; of acts and records it only knows that there are some."),
    wing("core", "problems", ["basics", "forms"], "A finding is a value with its sentence; what it is about does not matter here."),
    wing("core", "acts", below.slice(0, 4), "An act is a row and its questions, whoever recorded one."),
    wing("core", "records", below.slice(0, 5), "A record says what somebody signed; what the process makes of it is review's."),
    wing("core", "review", below.slice(0, 6), "review tells from records where things stand; what is still missing is findings'."),
    wing("core", "findings", below.slice(0, 7), "findings say what is missing; they do not know how it is told in reports."),
    wing("core", "reports", [...below, "merge"], "reports tell what the other wings found; nobody in core needs them."),
    wing("core", "merge", ["basics", "forms"], "Two versions of a form are put together answer by answer, whoever signed them."),
    wing("commands", "program", [], "Opening and saving a program, its people and candidates: what every other wing begins with."),
    wing("commands", "recording", ["program"], "What every record goes through; which act it is, the wing of that act knows."),
    wing("commands", "work", ["program", "recording"], "Looking at what is open, and evidence, need no signature, decision or case."),
    wing("commands", "sign", ["program", "recording"], "Signing does not know who decides, or what stands in a case file."),
    wing("commands", "review", ["program", "recording"], "Handing in and deciding do not know the case file; an appeal comes back as a record."),
    wing("commands", "case", ["program", "recording"], "The case file is kept apart: whatever it needs of a review, core's standing says."),
    wing("commands", "keys", ["program", "recording"], "Keys belong to people; they know no document and no case."),
    wing("commands", "share", ["program"], "Sending moves files as they are; it knows no act and no case."),
    wing("commands", "print", ["program"], "Printing shows what is recorded; it asks nothing and knows no case."),
    wing("commands", "audit", ["program"], "Whoever checks records does not use the code that makes them."),
    forbid("forms-on-core", "forms turn schemas into core's Form; they read nothing.", { path: inside("forms"), pathNot: "\\.test\\.ts$" }, { path: "^src/", pathNot: "^src/(core|forms|generated)/" }),
    forbid("views-on-core", "views show what core found.", { path: inside("views") }, { path: "^src/", pathNot: "^src/(core|views|io\\.ts)" }),
    forbid("data-below-commands", "data reads and writes files for core and forms.", { path: inside("data") }, { path: inside("commands|views|word|git|signatures") }),
    forbid("word-below-commands", "word fills templates from core's values.", { path: inside("word"), pathNot: "\\.test\\.ts$" }, { path: inside("commands|views|data|git|signatures") }),
    forbid("git-alone", "git runs Git and nothing else.", { path: inside("git") }, { path: inside("commands|views|data|word|forms|signatures") }),
    forbid("signatures-below-commands", "signatures reads, makes and verifies records with data and git.", { path: inside("signatures"), pathNot: "\\.test\\.ts$" }, { path: inside("commands|views|word") }),
    forbid("simple-git-in-git", "simple-git speaks for the person, with their own settings; only git/ knows it.", { pathNot: "^src/git/" }, { path: "node_modules/simple-git/" }),
    forbid("commands-on-cli", "Only the command tree starts commands.", { path: "^src/", pathNot: "^src/(cli\\.ts|cli/|commands/)" }, { path: inside("commands") }),
    forbid("no-way-back", "Nothing imports cli.ts or main.ts but the entry.", { path: "^src/", pathNot: "^src/cli\\.ts$" }, { path: "^src/(cli|main)\\.ts$", dependencyTypesNot: ["type-only"] }),
    forbid("chalk-in-views", "Colours are chosen in views alone.", { pathNot: "^src/views/" }, { path: "node_modules/chalk/" }),
    forbid("docx-in-starter", "docx is slow to start and makes templates only.", { pathNot: "^src/word/starter" }, { path: "node_modules/docx/" }),
    forbid("yaml-in-data", "YAML is read and edited in data.", { pathNot: "^src/data/" }, { path: "node_modules/yaml/" }),
    forbid("commander-in-cli", "The command tree is cli.ts and cli/.", { pathNot: "^src/cli(\\.ts$|/)" }, { path: "node_modules/commander/" }),
    forbid("no-orphans", "A file nobody uses is deleted.", { orphan: true, pathNot: "(\\.d\\.ts|\\.test\\.ts)$|^src/(cli\\.ts|generated/)" }, {}),
    forbid("files-not-in-views", "Reading and writing belongs to data, git, word and the commands that keep files.", { path: inside("core|forms|views") }, { path: "^(node:)?(fs|child_process)$" }),
  ],
  options: { tsConfig: { fileName: "tsconfig.json" }, tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" }, exclude: { path: "\\.test\\.ts$" } },
};
