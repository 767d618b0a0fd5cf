import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { isUserError } from "../../src/core/problems/user-error.ts";
import { ed25519FromSeed, readNativeKey, writeNativeKey } from "../../src/signatures/native-key.ts";
import { type PublicKey, parsePublicKey } from "../../src/signatures/public-key.ts";
import { findSigner, type SignerSearch } from "../../src/signatures/signer.ts";
import { generateKey, signWithSshKeygen } from "../../src/signatures/ssh-keygen.ts";
import { signNatively, verifySshsig } from "../../src/signatures/sshsig.ts";
import { plaindir } from "../cli.ts";
import { agreesWithSshKeygen, bare, makeKey, program, publicHalfOf, sshKeygenTakes, writeSeedKey } from "./ssh.ts";

const message = Buffer.from('{"ilp":"statement/1"}');
const seed = createHash("sha256").update("robin sample").digest();
const robin = ed25519FromSeed(seed);

/** A person's own folder with an empty .ssh. */
const newHome = () => {
  const home = plaindir({ ".ssh/known_hosts": "" });
  return { home, ssh: join(home, ".ssh") };
};
const find = (search: Partial<SignerSearch>) =>
  findSigner({ home: null, env: bare, registered: [], interactive: false, ...search });
/** What a person is told: the sentence, then what to do. */
const told = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown) => thrown,
  );
  if (!isUserError(error)) throw error ?? new Error("nothing was refused");
  return `${error.message} ${error.help}`;
};

describe.skipIf(!program)("with ssh-keygen", () => {
  it.each(["ed25519", "ecdsa-256"])("agrees on %s", async (type) => agreesWithSshKeygen(plaindir(), type));

  it("what is signed natively, ssh-keygen would sign the same to the byte, and takes", async () => {
    const folder = plaindir();
    const keyFile = join(folder, "key");
    writeSeedKey(keyFile, seed, robin.publicKey);
    const native = signNatively(robin.privateKey, message);
    expect(await signWithSshKeygen({ program, keyFile, message, interactive: false, env: bare })).toBe(native);
    const key = parsePublicKey(robin.publicKey) as PublicKey;
    expect(sshKeygenTakes(folder, key, native, message, "ilp-signature")).toBe(true);
    expect(sshKeygenTakes(folder, key, native, message, "git")).toBe(false);
  });

  it("makes a key, for its owner's eyes only, and never over another", async () => {
    const file = join(plaindir(), "new", ".ssh", "ilp_ed25519");
    const made = { program, file, comment: "robin@example.org\nilp", env: bare, passphrase: "" };
    await generateKey(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, "..")).mode & 0o777).toBe(0o700);
    expect(readFileSync(`${file}.pub`, "utf8")).toMatch(/^ssh-ed25519 \S+ robin@example.org ilp\n$/);
    const before = readFileSync(file, "utf8");
    expect(await told(generateKey(made))).toMatch(/is there already, and a key is never written over\./);
    expect(readFileSync(file, "utf8")).toBe(before);
    rmSync(file);
    expect(await told(generateKey(made))).toMatch(/ilp_ed25519\.pub is there already/);
  });

  it("says so when ssh-keygen cannot be started or cannot make a key", async () => {
    const file = join(plaindir(), "key");
    const made = { program, file, comment: "", env: bare };
    expect(await told(generateKey({ ...made, program: "/nowhere/ssh-keygen", passphrase: "" }))).toMatch(
      /^ssh-keygen cannot be started .* Install OpenSSH/,
    );
    expect(await told(generateKey({ ...made, file: `${file}${"x".repeat(300)}`, passphrase: "" }))).toMatch(
      /^No key was made: .*File name too long\. Run the command again in a terminal\.$/,
    );
  });

  it("finds ilp's own key before the usual one, among those registered", async () => {
    const { home, ssh } = newHome();
    const [own, usual, old] = ["ilp_ed25519", "id_ed25519", "id_rsa"].map((name) => makeKey(join(ssh, name)));
    const found = async (...registered: (PublicKey | undefined)[]) =>
      (await find({ home, registered: registered as PublicKey[] }))?.file;
    expect(await found(old, usual, own)).toBe(join(ssh, "ilp_ed25519"));
    expect(await found(old, usual)).toBe(join(ssh, "id_ed25519"));
    expect(await found(old)).toBe(join(ssh, "id_rsa"));
    expect(await found(parsePublicKey(robin.publicKey) as PublicKey)).toBeUndefined();
    expect(await found()).toBeUndefined();
    expect(await find({ home: null, registered: [own as PublicKey] })).toBeNull();
    expect(await find({ home: join(home, "nowhere"), registered: [own as PublicKey] })).toBeNull();
  });

  it("signs, checked", async () => {
    const { home, ssh } = newHome();
    const key = makeKey(join(ssh, "id_ed25519"));
    const signer = await find({ home, registered: [key] });
    expect(verifySshsig((await signer?.sign(message)) ?? "", message)).toEqual({ good: true, key });
  });

  it("needs no .pub where OpenSSH's file tells the public half", async () => {
    const { home, ssh } = newHome();
    const key = makeKey(join(ssh, "id_ed25519"), undefined, "long secret");
    rmSync(join(ssh, "id_ed25519.pub"));
    expect((await find({ home, registered: [key] }))?.key).toEqual(key);
  });

  it("hands on no signature by another key than the .pub file says", async () => {
    const { home, ssh } = newHome();
    makeKey(join(ssh, "id_ed25519"));
    const other = makeKey(join(ssh, "other"));
    renameSync(join(ssh, "other.pub"), join(ssh, "id_ed25519.pub"));
    const signer = await find({ home, registered: [other] });
    expect(await told(signer!.sign(message))).toMatch(/^ssh-keygen did not sign: .*doesn't match private/);
  });

  it("hands on no bad signature, and knows a program that is too old", async () => {
    const { home, ssh } = newHome();
    const key = makeKey(join(ssh, "id_ed25519"));
    const bad = await (await find({ home, registered: [key] }))!.sign(Buffer.from("other words"));
    const imitated = (script: string) => {
      const folder = plaindir();
      writeFileSync(join(folder, "ssh-keygen"), `#!/bin/sh\n${script}\n`, { mode: 0o700 });
      return find({ home, env: { PATH: folder }, registered: [key] });
    };
    const armour = (what: string) => `-----${what} SSH SIGNATURE-----`;
    const made = await imitated(`printf '%s\\n' '${armour("BEGIN")}' '${bad}' '${armour("END")}'`);
    expect(await told(made!.sign(message))).toMatch(/does not hold: its signature does not fit its words\./);
    const old = await imitated("echo 'unknown option -- Y' >&2; exit 1");
    expect(await told(old!.sign(message))).toMatch(/^This ssh-keygen is too old to sign\. Install OpenSSH 8\.8/);
    const silent = await imitated("exit 0");
    expect(await told(silent!.sign(message))).toMatch(/^ssh-keygen did not sign: it gave no reason\./);
  });

  it("the named key: not there, no key, not registered, registered", async () => {
    const { home, ssh } = newHome();
    const key = makeKey(join(ssh, "mine"));
    const named = join(ssh, "mine");
    expect(await told(find({ home, named: join(ssh, "none"), registered: [key] }))).toMatch(/^There is no key file /);
    expect(await told(find({ home, named: join(ssh, "known_hosts"), registered: [key] }))).toMatch(
      /is no key that ilp can use, or its public half is missing\. .*\n {2}ssh-keygen -y -f /,
    );
    expect(await told(find({ home, named, registered: [] }))).toMatch(
      /^The key in .* is not registered for you \(SHA256:/,
    );
    for (const file of [named, `${named}.pub`])
      expect((await find({ home: null, named: file, registered: [key] }))?.file).toBe(named);
  });

  it("a key without the program that signs with it", async () => {
    const { home, ssh } = newHome();
    const key = makeKey(join(ssh, "id_ed25519"));
    expect(await told(find({ home, env: { PATH: "/nowhere" }, registered: [key] }))).toMatch(
      /the program ssh-keygen that signs with it is not\. Install OpenSSH/,
    );
  });

  it("a file that others can read", async () => {
    const { home, ssh } = newHome();
    const key = makeKey(join(ssh, "id_ed25519"));
    chmodSync(join(ssh, "id_ed25519"), 0o644);
    const signer = await find({ home, registered: [key] });
    expect(await told(signer!.sign(message))).toMatch(/can be read by others, so it is not used\. [\s\S]*chmod 600 /);
  });

  it("neither the private half nor an agent", async () => {
    const { ssh } = newHome();
    const key = makeKey(join(ssh, "mine"));
    rmSync(join(ssh, "mine"));
    const signer = await find({ named: join(ssh, "mine.pub"), registered: [key] });
    expect(await told(signer!.sign(message))).toMatch(/is neither beside it nor in the agent\. [\s\S]*ssh-add .*mine$/);
  });
});

describe.skipIf(!program)("a passphrase", () => {
  const { home, ssh } = newHome();
  const key = program ? makeKey(join(ssh, "ilp_ed25519"), undefined, "long secret") : null;
  const sign = async (env: Record<string, string | undefined>) =>
    (await find({ home, env, registered: [key as PublicKey] }))!.sign(message);
  const window = (name: string, answer: string) => {
    const file = join(home, name);
    writeFileSync(file, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o700 });
    return { ...bare, SSH_ASKPASS: file, SSH_ASKPASS_REQUIRE: "force" };
  };

  it("with no terminal: says so at once, and what to do", async () => {
    expect(await told(sign(bare))).toBe(
      `The key ${join(ssh, "ilp_ed25519")} has a passphrase, and there is no terminal to ask for it. ` +
        `Run the command again in a terminal, or give the key to the agent first:\n  ssh-add ${join(ssh, "ilp_ed25519")}`,
    );
  });

  it("asked for in the person's own window", async () => {
    expect(verifySshsig(await sign(window("right", "long secret")), message)).toEqual({ good: true, key });
    expect(await told(sign(window("wrong", "other secret")))).toMatch(/^The passphrase of .* is wrong\./);
  });

  const hasScript = spawnSync("script", ["--version"]).error === undefined;
  it.skipIf(!hasScript)("asked for on the terminal, even where there is a desktop", async () => {
    const onTerminal = (typed: string) =>
      new Promise<string>((done) => {
        const command = `node_modules/.bin/tsx test/signatures/sign-here.ts '${home}' '${key?.line}'`;
        const env = { ...bare, DISPLAY: ":99", TERM: "xterm" };
        const child = spawn("script", ["-qefc", command, "/dev/null"], { env });
        let seen = "";
        let asked = false;
        child.stdout.on("data", (bytes) => {
          seen += bytes;
          if (asked || !seen.includes("Enter passphrase")) return;
          asked = true;
          setTimeout(() => child.stdin.write(`${typed}\r`), 100);
        });
        child.on("close", () => done(seen));
      });
    const seen = await onTerminal("long secret");
    expect(verifySshsig(/signed: (\S+)/.exec(seen)?.[1] ?? "", Buffer.from("words")).good).toBe(true);
    expect(seen).not.toContain("long secret");
    expect(await onTerminal("other")).toMatch(
      /incorrect passphrase[\s\S]*refused: ssh-keygen did not sign; a wrong passphrase is the usual cause\./,
    );
  });
});

describe.skipIf(!program)("an agent", () => {
  const folder = plaindir();
  const socket = join(folder, "agent");
  const started = program ? execFileSync("ssh-agent", ["-s", "-a", socket], { encoding: "utf8" }) : "";
  const pid = /SSH_AGENT_PID=(\d+)/.exec(started)?.[1];
  afterAll(() => {
    if (pid) process.kill(Number(pid));
  });
  const env = { ...bare, SSH_AUTH_SOCK: socket };
  const add = (file: string) => execFileSync("ssh-add", ["-q", file], { env: { ...process.env, ...env } });

  it("signs with only the .pub, with nothing on disk, and with a file whose passphrase it knows", async () => {
    const { home, ssh } = newHome();
    const key = makeKey(join(ssh, "id_ed25519"));
    add(join(ssh, "id_ed25519"));
    execFileSync(program, ["-q", "-p", "-P", "", "-N", "long secret", "-f", join(ssh, "id_ed25519")]);
    const signed = async (search: Partial<SignerSearch>) => {
      const signer = await find({ env, registered: [key], ...search });
      expect(verifySshsig((await signer?.sign(message)) ?? "", message)).toEqual({ good: true, key });
      return signer?.file;
    };
    expect(await signed({ home })).toBe(join(ssh, "id_ed25519"));
    rmSync(join(ssh, "id_ed25519"));
    expect(await signed({ home })).toBeNull();
    expect(await signed({ home, named: join(ssh, "id_ed25519.pub") })).toBe(join(ssh, "id_ed25519.pub"));
    rmSync(join(ssh, "id_ed25519.pub"));
    const temporary = plaindir();
    vi.stubEnv("TMPDIR", temporary);
    expect(await signed({ home })).toBeNull();
    vi.unstubAllEnvs();
    expect(readdirSync(temporary)).toEqual([]);
    expect(await find({ home, env: bare, registered: [key] })).toBeNull();
    expect(await find({ home, env, registered: [parsePublicKey(robin.publicKey) as PublicKey] })).toBeNull();
    expect(await find({ home, env: { ...bare, SSH_AUTH_SOCK: join(folder, "none") }, registered: [key] })).toBeNull();
  });
});

describe("a key that needs no ssh-keygen", () => {
  const env = { PATH: "/nowhere" };

  it("is written for its owner's eyes only, never over another, and found again", async () => {
    const { home, ssh } = newHome();
    const file = join(ssh, "ilp_ed25519.pem");
    const made = { file, passphrase: "long secret", comment: "robin@example.org ilp" };
    const line = writeNativeKey(made);
    expect(readFileSync(`${file}.pub`, "utf8")).toBe(`${line} robin@example.org ilp\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    expect(() => writeNativeKey(made)).toThrow(/is there already, and a key is never written over/);
    const key = publicHalfOf(file);
    let asked = 0;
    const askPassphrase = async (question: string) => {
      expect(question).toBe(`Passphrase of ${file}:`);
      asked++;
      return "long secret";
    };
    const signer = await find({ home, env, registered: [key], askPassphrase });
    for (const one of [message, Buffer.from("more")])
      expect(verifySshsig(await signer!.sign(one), one)).toEqual({ good: true, key });
    expect(asked).toBe(1);
    if (program) expect(sshKeygenTakes(home, key, await signer!.sign(message), message, "ilp-signature")).toBe(true);
  });

  it("a wrong passphrase, or nobody to ask for it", async () => {
    const { home, ssh } = newHome();
    const file = join(ssh, "ilp_ed25519.pem");
    writeNativeKey({ file, passphrase: "long secret", comment: "" });
    for (let wrong = 0; wrong < 40; wrong++)
      expect(() => readNativeKey(file, `wrong ${wrong}`)).toThrow(/the passphrase is wrong, or the file is damaged/);
    expect(() => readNativeKey(file, "")).toThrow(/the passphrase is wrong/);
    const search = { home, env, registered: [publicHalfOf(file)] };
    expect(await told((await find({ ...search, askPassphrase: async () => "no" }))!.sign(message))).toMatch(
      /the passphrase is wrong, or the file is damaged\. Run the command again/,
    );
    expect(await told((await find(search))!.sign(message))).toMatch(/there is no terminal to ask for it\. Run/);
  });

  it("no passphrase; a .pub of another key; a folder that cannot be", async () => {
    const { home, ssh } = newHome();
    const file = join(ssh, "ilp_ed25519.pem");
    writeNativeKey({ file, passphrase: "", comment: "" });
    const signer = await find({ home, env, registered: [publicHalfOf(file)] });
    expect(verifySshsig(await signer!.sign(message), message).good).toBe(true);
    writeFileSync(`${file}.pub`, robin.publicKey);
    const other = await find({ home, env, registered: [publicHalfOf(file)] });
    expect(await told(other!.sign(message))).toMatch(
      /does not hold: it was made by another key than its \.pub file says\./,
    );
    const impossible = join(ssh, "known_hosts", "key");
    expect(() => writeNativeKey({ file: impossible, passphrase: "", comment: "" })).toThrow(/cannot be made/);
    expect(existsSync(impossible)).toBe(false);
  });
});
