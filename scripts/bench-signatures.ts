/** A large program for the rows about signatures: candidates with signed documents, one step in Git a signature. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sectionDigest } from "../src/core/forms/digest.ts";
import {
  messageOf,
  recordFolder,
  recordName,
  type Statement,
  statementId,
  statementText,
} from "../src/core/records/statement.ts";
import { loadCandidate } from "../src/data/candidate.ts";
import { loadProgram } from "../src/data/load.ts";
import { readRecord, recordText } from "../src/signatures/records.ts";
import { signNatively, verifySshsig } from "../src/signatures/sshsig.ts";
import { exampleKey } from "./example-signatures.ts";
import { nodeRun, pairedRatio } from "./paired.ts";

const git = (folder: string, args: string[], input?: string) =>
  execFileSync("git", args, { cwd: folder, input, stdio: ["pipe", "pipe", "pipe"], maxBuffer: 1 << 28 });

const bytesOf = (text: string) => `data ${Buffer.byteLength(text)}\n${text}`;

/** The documents of one example candidate, many times over, each with `each` signatures by key. */
export async function buildProgram(folder: string, example: string, many: number, each: number): Promise<Statement[]> {
  const program = await loadProgram(example);
  const robin = await loadCandidate(program, "robin-sample");
  const files = robin.documents.map(({ file }) => ({ file, text: readFileSync(join(example, file), "utf8") }));
  const ids = Array.from({ length: many }, (_, index) => `candidate-${index + 1}`);
  const key = exampleKey("candidate-of-the-bench");
  const person = (id: string) =>
    `  - id: ${id}\n    name: ${id}\n    roles: [candidate]\n    keys:\n      - key: ${key.publicKey}\n        from: "2022-08-01"\n`;
  const lines = ["commit refs/heads/main", "committer Bench <bench@example.org> 1700000000 +0000", bytesOf("Start")];
  const put = (path: string, text: string) => lines.push(`M 100644 inline ${path}`, bytesOf(text));
  put("program.yaml", readFileSync(join(example, "program.yaml"), "utf8"));
  put(
    "people.yaml",
    `schema: people@1\npeople:\n${ids.slice(0, 1).map(person).join("")}${ids
      .slice(1)
      .map((id) => person(id).replace(/ {4}keys:[\s\S]*$/, ""))
      .join("")}`,
  );
  for (const id of ids)
    for (const { file, text } of files)
      put(file.replace("robin-sample", id), text.replace("id: robin-sample", `id: ${id}`));
  const statements: Statement[] = [];
  const documents = robin.documents.filter(({ form }) => form.sections["."]).slice(0, each);
  for (const [round, document] of documents.entries())
    for (const [index, candidate] of ids.entries()) {
      const place = { program: program.settings.id, candidate, document: document.name, section: "." };
      const seconds = 1_700_000_001 + round * many + index;
      const statement: Statement = {
        ilp: "statement/1",
        act: "sign",
        ...place,
        schema: String(document.value.schema),
        digest: sectionDigest(place, document.value) ?? "",
        role: "candidate",
        signer: candidate,
        intent: "What is written here is accurate.",
        at: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`,
        nonce: createHash("md5").update(`${candidate} ${round}`).digest("hex"),
      };
      statements.push(statement);
      const seal = signNatively(key.privateKey, Buffer.from(statementText(statement)));
      lines.push(
        "commit refs/heads/main",
        `committer Bench <bench@example.org> ${seconds} +0000`,
        bytesOf(messageOf(statement)),
      );
      put(`${recordFolder(candidate)}/${recordName(statement, statementId(statement))}`, recordText(statement, seal));
    }
  mkdirSync(folder, { recursive: true });
  git(folder, ["init", "--quiet", "--initial-branch=main"]);
  git(folder, ["fast-import", "--quiet"], `${lines.join("\n")}\n`);
  git(folder, ["reset", "--quiet", "--hard"]);
  git(folder, ["config", "user.name", "Bench"]);
  git(folder, ["config", "user.email", "bench@example.org"]);
  return statements;
}

/** Prints the rows about signatures. `add` takes a sentence, a ratio and what it aims at. */
export async function benchSignatures(
  root: string,
  scratch: string,
  add: (what: string, ratio: number, aim?: string) => void,
) {
  const bin = join(root, "bin", "ilp.js");
  const example = join(root, "examples", "combined");
  const large = join(scratch, "large");
  const small = join(scratch, "small");
  const statements = await buildProgram(large, example, 1000, 10);
  await buildProgram(small, example, 11, 10);
  await againstGit(scratch, statements, add);

  const verify = (folder: string) => nodeRun([bin, "verify", "candidate-1", "--program", folder]);
  const bare = nodeRun(["-e", "0"]);
  const forget = () => rmSync(join(large, ".git", "ilp"), { recursive: true, force: true });
  verify(large)();
  verify(small)();
  add(
    "ilp verify, one candidate among 10,000 signatures, after the first look / node -e 0",
    pairedRatio(bare, verify(large)),
    "<= 6",
  );
  add("the same: 1,000 other candidates / 10 others", pairedRatio(verify(small), verify(large)), "<= 1.1");
  const first = () => {
    forget();
    verify(large)();
  };
  add("the first look through the history of 10,000 signatures / node -e 0", pairedRatio(bare, first, 5));
  const signing = readyToSign(root, scratch);
  add("ilp sign, without a key, start to end / node -e 0", pairedRatio(bare, signing, 7));
}

/** Checking a signature natively, and by git log --format=%G?, which starts ssh-keygen for each. */
async function againstGit(
  scratch: string,
  statements: Statement[],
  add: (what: string, ratio: number, aim?: string) => void,
) {
  const sample = 100;
  const folder = join(scratch, "signed");
  mkdirSync(folder);
  const keyFile = join(scratch, "key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", keyFile]);
  writeFileSync(join(scratch, "allowed"), `bench@example.org ${readFileSync(`${keyFile}.pub`, "utf8")}`);
  git(folder, ["init", "--quiet", "--initial-branch=main"]);
  for (const [name, value] of Object.entries({
    "user.name": "Bench",
    "user.email": "bench@example.org",
    "gpg.format": "ssh",
    "user.signingkey": keyFile,
    "gpg.ssh.allowedSignersFile": join(scratch, "allowed"),
  }))
    git(folder, ["config", name, value]);
  for (let index = 0; index < sample; index++)
    git(folder, ["commit", "--quiet", "--allow-empty", "-S", "-m", `Signed ${index}`]);
  const { privateKey } = exampleKey("candidate-of-the-bench");
  const records = statements.slice(0, 7000).map((statement) => {
    const text = statementText(statement);
    return { statement, text, seal: signNatively(privateKey, Buffer.from(text)) };
  });
  const native = () => {
    for (const { text, seal } of records) if (!verifySshsig(seal, Buffer.from(text)).good) throw new Error("not good");
  };
  const byGit = () => {
    if (!git(folder, ["log", "--format=%G?"]).toString().startsWith("G")) throw new Error("not good");
  };
  add(
    `git log --format=%G?, a signature (sample: ${sample}) / native, a signature (7,000 records)`,
    (pairedRatio(native, byGit, 5) * records.length) / sample,
    ">= 50",
  );
  const files = records.map(({ statement, seal }) => ({
    bytes: Buffer.from(recordText(statement, seal)),
    path: `${recordFolder(statement.candidate)}/${recordName(statement, statementId(statement))}`,
    about: { program: statement.program, candidate: statement.candidate },
  }));
  const started = performance.now();
  for (const { bytes, path, about } of files) await readRecord(bytes, path, about);
  const whole = performance.now() - started;
  const seals = performance.now();
  native();
  add("reading and checking a whole record / its key proof alone", whole / (performance.now() - seals));
}

/** One signature after another in a copy of the example: each run signs the next document. */
function readyToSign(root: string, scratch: string): () => void {
  const folder = join(scratch, "signing");
  execFileSync("cp", ["-r", join(root, "examples", "combined"), folder]);
  rmSync(join(folder, "candidates", "robin-sample", "signatures"), { recursive: true });
  const people = join(folder, "people.yaml");
  writeFileSync(people, readFileSync(people, "utf8").replace(/ {4}keys:\n {6}- key: .*\n {8}from: .*\n/g, ""));
  git(folder, ["init", "--quiet", "--initial-branch=main"]);
  git(folder, ["config", "user.name", "Robin Sample"]);
  git(folder, ["config", "user.email", "robin.sample@example.org"]);
  git(folder, ["add", "--all"]);
  git(folder, ["commit", "--quiet", "-m", "Start"]);
  const months = readdirSync(join(folder, "candidates", "robin-sample", "year-1", "collaborative")).filter((name) =>
    /^\d/.test(name),
  );
  const names = [
    ...months.map((name) => `year-1/collaborative/${name.replace(".yaml", "")}`),
    "pd-log",
    "pd-summary",
    "admin-ilp",
  ];
  return () => {
    const name = names.shift();
    if (!name) throw new Error("no document is left to sign");
    execFileSync(process.execPath, [
      join(root, "bin", "ilp.js"),
      "sign",
      "robin-sample",
      name,
      "--yes",
      "--program",
      folder,
    ]);
  };
}
