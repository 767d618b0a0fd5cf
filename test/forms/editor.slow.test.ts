import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { schemaFiles } from "../../src/data/support-files.ts";
import type { NewFile } from "../../src/data/write.ts";
import { schemas, settingsOf } from "../build.ts";
import { scaffoldsOf } from "./scaffolds.ts";

interface Diagnostic {
  message: string;
  range: { start: { line: number } };
}

/** The YAML language server as an editor would start it. */
let server: MessageConnection;
let folder: string;
const diagnostics = new Map<string, Diagnostic[]>();
const waiting = new Map<string, () => void>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ilp-editor-"));
  const program = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");
  const child = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  server = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  server.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics: found }: { uri: string; diagnostics: Diagnostic[] }) => {
      diagnostics.set(uri, found);
      waiting.get(uri)?.();
    },
  );
  server.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
    items.map(() => ({ validate: true, hover: true, schemaStore: { enable: false } })),
  );
  server.onRequest("client/registerCapability", () => null);
  server.listen();
  await server.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { textDocument: { hover: {}, publishDiagnostics: {} }, workspace: { configuration: true } },
    initializationOptions: {},
  });
  server.sendNotification("initialized", {});
  server.sendNotification("workspace/didChangeConfiguration", {
    settings: { yaml: { validate: true, hover: true, schemaStore: { enable: false } } },
  });
  for (const file of schemaFiles(schemas, settingsOf())) put(file);
}, 60_000);

afterAll(() => {
  server?.sendNotification("exit");
  server?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function put({ path, content }: NewFile): string {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  return pathToFileURL(target).href;
}

async function open(file: NewFile): Promise<{ uri: string; found: Diagnostic[] }> {
  const uri = put(file);
  const told = new Promise<void>((resolve) => waiting.set(uri, resolve));
  server.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text: String(file.content) },
  });
  await told;
  return { uri, found: diagnostics.get(uri) ?? [] };
}

it("an editor finds nothing wrong with a scaffold", async () => {
  for (const file of scaffoldsOf("combined"))
    expect({ path: file.path, found: (await open(file)).found }).toEqual({ path: file.path, found: [] });
}, 60_000);

it("an editor does find a misspelt key", async () => {
  const [file] = scaffoldsOf("combined").filter(({ path }) => path.endsWith("pd-log.yaml"));
  const { found } = await open({
    path: "candidates/candidate-one/year-1/broken.yaml",
    content: String(file?.content).replace("entries:", "entrys:"),
  });
  expect(found.map((each) => each.message).join()).toContain("entrys");
});

it("an editor shows the prompt on hover", async () => {
  const [file] = scaffoldsOf("combined").filter(({ path }) => path.endsWith("inquiry-ilp.yaml"));
  if (!file) throw new Error("no inquiry");
  const { uri } = await open({ ...file, path: "candidates/candidate-one/year-1/hover.yaml" });
  const lines = String(file.content).split("\n");
  const line = lines.findIndex((each) => each.trim().startsWith("action-plan:"));
  const hover = (await server.sendRequest("textDocument/hover", {
    textDocument: { uri },
    position: { line, character: 6 },
  })) as { contents: { value: string } };
  expect(hover.contents.value).toContain("What will you try, in what order, and who is involved?");
  expect(hover.contents.value).toContain("Action plan");
});
