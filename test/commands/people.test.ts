import { cpSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { git, ilp, ilpWith, plaindir, snapshot, write } from "../cli.ts";
import { assign, assignments, flat, profile, startProgram, textOf } from "./people-parts.ts";

describe("ilp people assign", () => {
  let made: string;
  let folder: string;
  beforeAll(async () => {
    made = await startProgram();
  });
  beforeEach(() => {
    folder = plaindir();
    cpSync(made, folder, { recursive: true });
  });

  it("ends the one before on the day before, adds the new one, touches and records nothing else", async () => {
    write(folder, { "notes.txt": "x" });
    const before = snapshot(folder);
    const { code, out, err } = await assign(folder, "coach-two", "2027-03-01");
    expect([code, err]).toEqual([0, ""]);
    expect(assignments(folder)).toEqual([
      "coach coach-one 2026-08-10 2027-02-28",
      "supervisor supervisor-one 2026-08-10 ",
      "coach coach-two 2027-03-01 ",
    ]);
    const after = snapshot(folder);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([profile]);
    const comment = "    # Last day; leave empty while it lasts. (Optional.)\n";
    const item = '  - role: "coach"\n    person: "coach-two"\n    from: "2027-03-01"\n    to: null\n';
    expect(textOf(folder)).toBe(
      before[profile]
        ?.replace(`${comment}    to: null\n`, `${comment}    to: "2027-02-28"\n`)
        .replace("\n# Program years", `${item}\n# Program years`),
    );
    expect(git(folder, "show", "--name-only", "--format=%s", "HEAD").trim().split("\n").filter(Boolean)).toEqual([
      "Assign Coach Two as coach of Candidate One from 2027-03-01",
      profile,
    ]);
    expect(git(folder, "status", "--porcelain")).toBe("?? notes.txt\n");
    expect(flat(out)).toContain("Coach Two (coach-two) is the coach of Candidate One from 2027-03-01.");
    expect(flat(out)).toContain("Coach One is assigned until 2027-02-28. Signatures given before stay valid.");
    const steps = [...out.matchAll(/: ilp (.*)$/gm)].map((match) => match[1]?.split(" ") ?? []);
    expect(steps[0]).toEqual(["next", "--for", "coach-two"]);
    for (const step of steps) expect((await ilp(folder, ...step)).code).toBeLessThan(2);
  });
});

describe("an email", () => {
  it("is added to somebody who is there without one, as the commands say that ask for it", async () => {
    const folder = plaindir();
    await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
    await ilp(folder, "people", "add", "Coach One", "--email", "one@example.org", "--role", "coach", "--yes");
    const set = await ilp(folder, "new", "Noor Almasi", "--start", "2026-08-10", "--yes");
    expect(flat(set.out)).toContain(
      'Without an email nobody can sign as Noor Almasi. To add it: ilp people add "Noor Almasi" --email ADDRESS',
    );
    const setup = ["keys", "setup", "--email", "noor@example.org", "--consent", "--no-passphrase"];
    const at = { env: { HOME: plaindir(), PATH: process.env.PATH } };
    expect(flat((await ilpWith(at, folder, ...setup)).err)).toContain(
      'ilp people add "Your Name" --email noor@example.org',
    );
    const add = (...more: string[]) => ilp(folder, "people", "add", "Noor Almasi", ...more, "--yes");
    expect(flat((await add("--email", "one@example.org")).err)).toContain("has one@example.org for Coach One");
    const before = snapshot(folder);
    const added = await add("--email", "noor@example.org");
    expect([added.code, added.err]).toEqual([0, ""]);
    expect(flat(added.out)).toContain("Noor Almasi (noor-almasi) has an email in people.yaml: noor@example.org.");
    const after = snapshot(folder);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(["people.yaml"]);
    expect(after["people.yaml"]).toContain('emails: ["noor@example.org"]');
    // Whoever has one is another matter: an address says who signs.
    expect(flat((await add("--email", "other@example.org", "--role", "candidate")).err)).toContain(
      "another address of the same person goes into people.yaml, under emails; for another person: --id noor-almasi-2",
    );
    expect((await ilpWith(at, folder, ...setup)).code).toBe(0);
  });
});

describe("people of one name", () => {
  const at = ["--start", "2026-08-10", "--yes"];
  it("get ids of their own: people add and new name a free one, and take nobody else's", async () => {
    const folder = plaindir();
    await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
    const add = (...more: string[]) => ilp(folder, "people", "add", "Alex Kim", "--role", "coach", "--yes", ...more);
    const refused = [add, (...more: string[]) => ilp(folder, "new", "Alex Kim", ...at, ...more)];
    expect((await add()).code).toBe(0);
    expect(flat((await refused[0]?.())?.err ?? "")).toContain("for another person: --id alex-kim-2");
    expect((await add("--id", "alex-kim-2")).code).toBe(0);
    expect(flat((await refused[1]?.())?.err ?? "")).toContain(
      "people.yaml has Alex Kim as alex-kim, without the role candidate; for the same person add it there, under roles; for another person: --id alex-kim-3",
    );
    expect((await refused[1]?.("--id", "alex-kim-3"))?.code).toBe(0);
    expect(flat((await refused[1]?.("--id", "alex-kim-3"))?.err ?? "")).toContain(
      "for another person: --id alex-kim-4",
    );
    expect(textOf(folder, "people.yaml").match(/id: .*/g)).toEqual(
      ["alex-kim", "alex-kim-2", "alex-kim-3"].map((id) => `id: "${id}"`),
    );
  });

  it("one email is one person's", async () => {
    const folder = plaindir();
    await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
    const add = (name: string, email: string) =>
      ilp(folder, "people", "add", name, "--email", email, "--role", "coach", "--yes");
    expect((await add("Coach One", "one@example.org")).code).toBe(0);
    expect((await add("Coach Two", "One@example.org")).err).toContain(
      "people.yaml has One@example.org for Coach One (coach-one) already",
    );
  });

  it("a person of another name keeps the id that people.yaml has for them", async () => {
    const folder = plaindir();
    await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
    await ilp(folder, "people", "add", "María García", "--role", "candidate", "--yes");
    const { code, err } = await ilp(folder, "new", "Maria Garcia", ...at);
    expect([code, flat(err)]).toEqual([
      2,
      expect.stringContaining('people.yaml calls maria-garcia "María García"; give that name; for another person'),
    ]);
    expect((await ilp(folder, "new", "María García", ...at)).code).toBe(0);
  });
});
