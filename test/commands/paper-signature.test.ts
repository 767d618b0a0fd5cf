import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { git, ilp, ilpBinary, ilpWith, plaindir, snapshot, today, write } from "../cli.ts";
import { flat } from "./people-parts.ts";

const scan = new Uint8Array([37, 80, 68, 70, 0, 13, 10]);
const context = "candidates/cand-one/year-1/context.yaml";
const record = ["record", "paper-signature", "cand-one", "context#triad", "--on", "2026-09-20", "--no-key", "--yes"];

describe("ilp record paper-signature", () => {
  let folder: string;
  const as = (email: string) => git(folder, "config", "user.email", email);
  beforeAll(async () => {
    const outside = plaindir({
      "Triad (signed).pdf": scan,
      "empty.pdf": "",
      "people.csv":
        "name,email,roles,coach,supervisor,start\nCand One,cand@x.org,candidate,Coach One,Super One,2026-08-10\nCoach One,coach@x.org,coach,,,\nSuper One,super@x.org,supervisor,,,\n",
    });
    folder = join(outside, "p");
    await ilp(outside, "init", "p", "--id", "p", "--district", "D", "--yes");
    await ilp(folder, "people", "import", "../people.csv");
    cpSync(resolve("examples/combined/candidates/robin-sample/year-1/context.yaml"), join(folder, context));
    git(folder, "commit", "--quiet", "--all", "-m", "Written");
  });
  const slot = async () => {
    const status = JSON.parse((await ilp(folder, "verify", "--all", "--json")).out);
    const all = status.candidates[0].slots as {
      section: string;
      role: string;
      state: string;
      accepted: boolean;
      assurance: string;
    }[];
    const { state, accepted, assurance } =
      all.find(({ section, role }) => section === "triad" && role === "supervisor") ?? {};
    return [state, accepted, assurance];
  };

  it("the candidate, and whoever signed, cannot; nothing is written", async () => {
    const before = snapshot(folder);
    for (const [email, says] of [
      ["cand@x.org", "The coach, or the Induction Team, records a signature on paper"],
      ["super@x.org", "The coach, or the Induction Team, records a signature on paper"],
    ] as const) {
      as(email);
      const ran = await ilpBinary(folder, [...record, "--scan", "../Triad (signed).pdf"]);
      expect([ran.code, flat(ran.err)]).toEqual([2, expect.stringContaining(says)]);
    }
    as("coach@x.org");
    for (const [args, says] of [
      [["--scan", "../nowhere.pdf"], "There is no file ../nowhere.pdf"],
      [["--scan", "../empty.pdf"], "../empty.pdf is empty."],
      [["--scan", "../people.csv", "--role", "coach"], "Nobody records their own signature on paper"],
      [["--scan", "../people.csv", "--on", "2026-12-31"], "still to come"],
    ] as const) {
      const ran = await ilp(folder, ...record, ...args);
      expect([ran.code, flat(ran.err).toLowerCase()]).toEqual([2, expect.stringContaining(says.toLowerCase())]);
    }
    expect(snapshot(folder)).toEqual(before);
  });

  it("shows the text and the paper, keeps record and scan in one step, and the line is signed", async () => {
    as("coach@x.org");
    expect(await slot()).toEqual(["missing", false, null]);
    const ran = await ilp(folder, ...record, "--scan", "../Triad (signed).pdf");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect(flat(ran.out)).toContain("Signed on paper: Super One, supervisor, 2026-09-20");
    expect(flat(ran.out)).toContain("kept as candidates/cand-one/case/triad-signed.pdf");
    const files = git(folder, "show", "--name-only", "--format=", "HEAD").trim().split("\n");
    expect(files).toEqual([
      "candidates/cand-one/case/triad-signed.pdf",
      expect.stringMatching(/signatures\/.*-coach-.*\.yaml$/),
    ]);
    expect(new Uint8Array(readFileSync(join(folder, files[0] ?? "")))).toEqual(scan);
    expect(parse(readFileSync(join(folder, files[1] ?? ""), "utf8"))).toMatchObject({
      act: "paper",
      signer: "coach-one",
      paper: { signer: "super-one", role: "supervisor", on: "2026-09-20", scan: { path: "triad-signed.pdf" } },
    });
    expect(await slot()).toEqual(["valid", true, "paper"]);
    expect(flat((await ilp(folder, "status", "cand-one")).out)).toContain(
      "signed on paper, seen by Coach One year-1/context#triad supervisor Super One 2026-09-20",
    );
    expect(flat((await ilp(folder, "history", "cand-one")).out)).toContain(
      "Signed on paper: Super One as supervisor, 2026-09-20",
    );
    expect((await ilp(folder, "next", "--for", "super-one")).out).not.toContain("context#triad");
    const twice = await ilp(folder, ...record, "--scan", "../Triad (signed).pdf");
    expect([twice.code, flat(twice.err)]).toEqual([
      2,
      expect.stringContaining("recorded already as signed on paper by Super One, seen by Coach One"),
    ]);
  });

  it("whoever it is about speaks for themselves: signs here as well, or declines, and that counts", async () => {
    const copy = plaindir();
    cpSync(folder, copy, { recursive: true });
    git(copy, "config", "user.email", "super@x.org");
    const signed = await ilp(copy, "sign", "cand-one", "context#triad", "--no-key", "--yes");
    expect([signed.code, flat(signed.out)]).toEqual([0, expect.stringContaining("Signed")]);
    expect(flat((await ilp(copy, "sign", "cand-one", "context#triad", "--no-key", "--yes")).out)).toContain(
      "You have signed this already",
    );
    // A minute later: of two words of one second, nobody can tell which is the last.
    const later = { now: () => new Date(`${today}T20:01:00Z`) };
    const decline = ["decline", "cand-one", "context#triad", "--reason", "I never signed that.", "--no-key", "--yes"];
    await ilpWith(later, copy, ...decline);
    expect(flat((await ilp(copy, "status", "cand-one")).out)).toContain("declined year-1/context#triad supervisor");
  });

  it("a change of the text outlives it, a change of the scan is found, and it can be taken back", async () => {
    const text = readFileSync(join(folder, context), "utf8");
    const id = /record ([0-9a-f]{12})/i.exec((await ilp(folder, "history", "cand-one")).out)?.[1] ?? "";
    write(folder, { [context]: text.replace('second-meeting: "', 'second-meeting: "2026-12-01" # "') });
    git(folder, "commit", "--quiet", "--all", "-m", "Changed");
    expect((await slot())[0]).toBe("stale");
    write(folder, { [context]: text, "candidates/cand-one/case/triad-signed.pdf": "other" });
    git(folder, "commit", "--quiet", "--all", "-m", "Another scan");
    const verified = await ilp(folder, "verify");
    expect([verified.code, flat(verified.out)]).toEqual([4, expect.stringContaining("triad-signed.pdf")]);
    expect((await ilp(folder, "sign", "--withdraw", id, "--no-key", "--yes")).code).toBe(0);
    expect((await slot())[0]).toBe("revoked");
  });
});
