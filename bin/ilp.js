#!/usr/bin/env node
// Help and version are asked for often and never change: the build writes them down, so that nothing else is loaded.
const written = { "--help": "help.txt", "-h": "help.txt", "--version": "version.txt", "-V": "version.txt" };
const { argv } = process;
const file = argv.length === 3 && Object.hasOwn(written, argv[2]) ? written[argv[2]] : undefined;

if (file) {
  process.stdout.write(require("node:fs").readFileSync(require("node:path").join(__dirname, "..", "dist", file)));
} else {
  require("../dist/cli.cjs")
    .main(argv.slice(2))
    .then((code) => {
      process.exitCode = code;
    });
}
