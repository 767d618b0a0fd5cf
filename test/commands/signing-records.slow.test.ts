/** Confirming and withdrawing records; numbers as in signatures.md 8. */
import { afterEach, describe, expect, it } from "vitest";
import { ilp } from "../cli.ts";
import {
  as,
  edit,
  expectPlainWords,
  expectRefusal,
  fileOf,
  newProgram,
  rules,
  rulesText,
} from "../signatures/scenarios/program.ts";
import { coach, look, lookWith, put, signedProgram, worth } from "../signatures/scenarios/records.ts";

afterEach(expectPlainWords);

const goal = ["sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes"];
const later = { now: () => new Date("2026-11-21T20:10:00Z") };

describe("64: confirming", () => {
  const named = async (signatures = "  require: witnessed\n") => {
    const folder = newProgram({ [rules]: rulesText(signatures) });
    const { id } = await put(folder, { role: "coach", signer: "coach-three", candidate: "candidate-two" });
    return { folder, id, word: id.slice(7, 19) };
  };

  it("by a reviewer with a key lifts a name to witnessed, which is enough where that is asked for", async () => {
    const { folder, id, word } = await named();
    expect(worth(await look(folder), id)).toBe("valid/name");
    const check = await ilp(folder, "check", "candidate-two", "inquiry-ilp");
    expect(check.out).toContain(`ilp witness ${word}`);
    const ran = await as("reviewer-one")(folder, "witness", word, "--yes");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    for (const shown of [
      "Coach Three as coach",
      "unverified (name only)",
      "Reviewer One, as reviewer",
      "I have confirmed with the signer",
    ])
      expect(ran.out).toContain(shown);
    const found = await look(folder);
    expect(worth(found, id)).toBe("valid/witnessed*");
    expect((await ilp(folder, "verify", "--all")).out).toContain("valid (witnessed)");
    expect((await ilp(folder, "check", "candidate-two", "inquiry-ilp")).out).not.toContain("ilp witness");
    edit(folder, fileOf("candidate-two", "year-1/inquiry-ilp"), "Whose voices", "Whose voice");
    expect(worth(await look(folder), id)).toBe("stale/witnessed");
  });

  it("is not enough where a key is asked for", async () => {
    const { folder, id, word } = await named("  require: key\n");
    await as("director-one")(folder, "witness", word, "--as", "director", "--yes");
    expect(worth(await look(folder), id)).toBe("valid/witnessed");
  });

  it("is refused: of one's own, without a key, by a coach, of what has a key, of what does not hold, of nothing, without yes", async () => {
    const { folder, word } = await named();
    await expectRefusal(folder, "coach-three", ["witness", word, "--yes"], /cannot confirm signatures/, /coordinator/);
    await expectRefusal(
      folder,
      "reviewer-one",
      ["witness", word, "--no-key", "--yes"],
      /takes a key|asks for a key/,
      /Leave --no-key out/,
    );
    await expectRefusal(folder, "reviewer-one", ["witness", word], /clear yes/, /--yes/);
    await expectRefusal(
      folder,
      "reviewer-one",
      ["witness", "123456789abc", "--yes"],
      /no signature record/,
      /ilp history/,
    );
    await expectRefusal(
      folder,
      "reviewer-one",
      ["witness", word.slice(0, 3), "--yes"],
      /no signature record/,
      /ilp history/,
    );
    const own = await put(folder, {
      role: "director",
      signer: "director-one",
      document: "year-1/pd-log",
      section: ".",
    });
    await expectRefusal(folder, "director-one", ["witness", own.id, "--yes"], /their own signature/, /key/);
    const keyed = await put(folder, coach);
    await expectRefusal(
      folder,
      "reviewer-one",
      ["witness", keyed.id.slice(7), "--yes"],
      /without a key is confirmed/,
      /ilp history/,
    );
    const forged = await put(folder, { role: "coach", signer: "coach-two" });
    await expectRefusal(
      folder,
      "reviewer-one",
      ["witness", forged.path, "--yes"],
      /does not hold[\s\S]*Coach Two was not coach/,
      /ilp sign candidate-one/,
    );
  });
});

describe("24: withdrawing", () => {
  it("by the signer: the record stays, says so, and the part is asked for again", async () => {
    const folder = await signedProgram();
    const [row] = (await look(folder)).rows;
    const id = row?.id ?? "";
    const ran = await as("coach-one", later)(folder, "sign", "--withdraw", id.slice(7, 19), "--yes");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect(ran.out).toContain("Withdrawn.");
    const found = await lookWith(later, folder, "candidate-one");
    expect([found.code, worth(found, id), found.rows.length]).toEqual([1, "revoked/key", 2]);
    expect(found.rows.find((each) => each.id === id)?.reason).toBe("Coach One withdrew it on 2026-11-21");
    expect((await ilp(folder, "check", "candidate-one", "inquiry-ilp")).out).toMatch(/withd|has not signed/);
    await expectRefusal(
      folder,
      as("coach-one", later),
      ["sign", "--withdraw", id.slice(7, 19), "--yes"],
      /withdrawn already/,
      /ilp/,
    );
    const again = await as("coach-one", later)(folder, ...goal);
    expect([again.code, again.err]).toEqual([0, ""]);
    expect(
      (await lookWith(later, folder)).slots.find(({ section, role }) => section === "initial-goal" && role === "coach"),
    ).toMatchObject({ accepted: true });
  });

  it("by somebody else, or without the key it was made with, is refused", async () => {
    const folder = await signedProgram();
    const id = (await look(folder)).rows[0]?.id.slice(7, 19) ?? "";
    await expectRefusal(
      folder,
      "coach-two",
      ["sign", "--withdraw", id, "--yes"],
      /Only Coach One can withdraw/,
      /ilp history/,
    );
    await expectRefusal(
      folder,
      "candidate-one",
      ["sign", "--withdraw", id, "--yes"],
      /Only Coach One can withdraw/,
      /ilp history/,
    );
    await expectRefusal(
      folder,
      "coach-one",
      ["sign", "--withdraw", id, "--no-key", "--yes"],
      /withdrawn with one/,
      /--key FILE/,
    );
    await expectRefusal(folder, "coach-one", ["sign", "--withdraw", id], /clear yes/, /--yes/);
  });
});
