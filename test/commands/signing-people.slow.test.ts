/** Another coach, and who vouches for people and rules; numbers as in signatures.md 8. */
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { digestOf } from "../../src/core/forms/digest.ts";
import { git, ilp } from "../cli.ts";
import { keyOf } from "../signatures/scenarios/people.ts";
import {
  as,
  edit,
  expectPlainWords,
  expectRefusal,
  inquiry,
  newProgram,
  people,
  rules,
  rulesText,
  saveAll,
  stateOf,
  textIn,
} from "../signatures/scenarios/program.ts";
import { look, lookWith, put, signedProgram, worth } from "../signatures/scenarios/records.ts";

afterEach(expectPlainWords);

const goal = ["sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes"];
const later = { now: () => new Date("2026-11-21T20:10:00Z") };

describe("24: withdrawing", () => {
  it("by a former coach, of what they signed then", async () => {
    const folder = await signedProgram();
    await ilp(
      folder,
      "people",
      "assign",
      "candidate-one",
      "--role",
      "coach",
      "--person",
      "coach-two",
      "--from",
      "2026-11-22",
      "--yes",
    );
    const next = { now: () => new Date("2026-11-23T20:00:00Z") };
    const id = (await lookWith(next, folder)).rows[0]?.id ?? "";
    const ran = await as("coach-one", next)(folder, "sign", "--withdraw", id, "--yes");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    const found = await lookWith(next, folder);
    expect([found.code, worth(found, id)]).toEqual([1, "revoked/key"]);
  });

  it("by a registrar with a key, of anybody's", async () => {
    const folder = newProgram({ [rules]: rulesText("  registrars: [director-one]\n") });
    await as("coach-one")(folder, ...goal);
    const id = (await look(folder)).rows.find(({ signer }) => signer === "coach-one")?.id ?? "";
    await expectRefusal(
      folder,
      "director-one",
      ["sign", "--withdraw", id, "--no-key", "--yes"],
      /asks for a key|withdrawn with/,
      /--key FILE|Leave --no-key out/,
    );
    const ran = await as("director-one", later)(folder, "sign", "--withdraw", id, "--yes");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect(ran.out).toContain("as registrar");
    expect(worth(await lookWith(later, folder), id)).toBe("revoked/key");
  });

  it("a decline can be withdrawn, a withdrawal cannot", async () => {
    const folder = newProgram();
    await as("coach-one")(folder, "decline", ...goal.slice(1, 3), "--reason", "Not yet.", "--yes");
    const id = (await look(folder)).rows[0]?.id ?? "";
    expect((await as("coach-one", later)(folder, "sign", "--withdraw", id, "--yes")).err).toBe("");
    const found = await lookWith(later, folder);
    expect(worth(found, id)).toBe("revoked/key");
    expect(found.slots.find(({ section, role }) => section === "initial-goal" && role === "coach")?.state).toBe(
      "missing",
    );
    const revoke = found.rows.find(({ act }) => act === "revoke")?.id ?? "";
    await expectRefusal(
      folder,
      as("coach-one", later),
      ["sign", "--withdraw", revoke, "--yes"],
      /can be withdrawn/,
      /./,
    );
  });
});

describe("18: another coach", () => {
  it("the old one's signature stays valid, the new one signs what is left, the old one no more", async () => {
    const folder = await signedProgram();
    const assigned = await ilp(
      folder,
      "people",
      "assign",
      "candidate-one",
      "--role",
      "coach",
      "--person",
      "coach-two",
      "--from",
      "2026-11-22",
      "--yes",
    );
    expect(assigned.err).toBe("");
    const next = { now: () => new Date("2026-11-23T20:00:00Z") };
    expect(worth(await lookWith(next, folder))).toBe("valid/key*");
    await expectRefusal(
      folder,
      as("coach-one", next),
      ["sign", "candidate-one", "collaborative/2026-09", "--yes"],
      /nothing in .* that Coach One signs/,
      /ilp status/,
    );
    const ran = await as("coach-two", next)(folder, "sign", "candidate-one", "collaborative/2026-09", "--yes");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect((await lookWith(next, folder)).rows.map(({ signer, state }) => [signer, state])).toEqual([
      ["coach-one", "valid"],
      ["coach-two", "valid"],
    ]);
    await ilp(folder, "verify");
    edit(folder, inquiry, "Whose voices", "Whose voice");
    expect((await as("coach-two", next)(folder, ...goal)).err).toBe("");
  });
});

describe("registrars", () => {
  const withRegistrar = () => newProgram({ [rules]: rulesText("  registrars: [director-one]\n") });
  const newCoach = "  - { id: coach-new, name: Coach New, roles: [coach] }\n";

  it("sign people.yaml and program.yaml; until then that is missing, and a change makes it stale", async () => {
    const folder = withRegistrar();
    const states = async () =>
      (await look(folder)).slots
        .filter(({ role }) => role === "registrar")
        .map(({ document, state }) => `${document} ${state}`);
    expect(await states()).toEqual(["people missing", "program missing"]);
    const ran = await as("director-one")(folder, "sign", "program", "--yes");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    expect(ran.out).toContain("Director One");
    expect(await states()).toEqual(["people valid", "program valid"]);
    expect(git(folder, "ls-files", "signatures").trim().split("\n")).toHaveLength(2);
    saveAll(folder, { [people]: `${textIn(folder, people)}${newCoach}` });
    expect(await states()).toEqual(["people stale", "program valid"]);
    expect((await look(folder)).code).toBe(1);
    expect((await as("director-one", later)(folder, "sign", "program", "people", "--yes")).err).toBe("");
    expect((await lookWith(later, folder)).slots.find(({ document }) => document === "people")?.state).toBe("valid");
  });

  it("vouch for a changed key: signed by them it is no alarm, by others or with a new key of theirs it is", async () => {
    const planted = (folder: string, id: string) =>
      textIn(folder, people).replace(
        new RegExp(`(id: ${id}.*?keys: \\[)`),
        `$1{ key: "${keyOf("a stranger").publicKey}", from: "2026-01-15" }, `,
      );
    const folder = withRegistrar();
    await as("director-one")(folder, "sign", "program", "--yes");
    expect((await look(folder)).json.registry.changed).toEqual([]);
    saveAll(folder, { [people]: planted(folder, "coach-one") });
    const alarm = await look(folder);
    expect([alarm.code, alarm.json.registry.changed]).toEqual([4, ["Coach One (coach-one): other keys"]]);
    expect((await as("director-one", later)(folder, "sign", "program", "people", "--yes")).err).toBe("");
    const vouched = await lookWith(later, folder);
    expect([vouched.code, vouched.json.registry.changed]).toEqual([1, []]);
    expect((await lookWith(later, folder)).json.registry.added).toEqual([]);
    saveAll(folder, { [people]: planted(folder, "director-one") });
    await forgedRegistry(folder);
    const forged = await lookWith({ now: () => new Date("2026-11-21T21:00:00Z") }, folder);
    expect(forged.code).toBe(4);
    expect(forged.json.registry.changed).toEqual(["Director One (director-one): other keys"]);
  });

  it("who is none cannot sign them, and there is nothing else of that name", async () => {
    const folder = withRegistrar();
    await expectRefusal(folder, "coach-one", ["sign", "program", "--yes"], /no registrar/, /program.yaml/);
    await expectRefusal(
      folder,
      "director-one",
      ["sign", "program", "profile", "--yes"],
      /no "profile" to sign/,
      /people, program/,
    );
    await expectRefusal(folder, "director-one", ["sign", "program"], /clear yes/, /--yes/);
    edit(folder, people, "name: Coach Two", "name: Coach Too", { save: false });
    await expectRefusal(folder, "director-one", ["sign", "program", "--yes"], /changes that are not saved/, /--save/);
    const before = stateOf(folder);
    expect((await as("director-one")(folder, "sign", "program", "people", "--yes", "--save")).code).toBe(0);
    expect(stateOf(folder)).not.toEqual(before);
    expect(git(folder, "show", "--name-only", "--format=", "HEAD")).toContain("people.yaml");
    expect(git(folder, "status", "--porcelain")).toBe("");
  });
});

/** Signs people.yaml and program.yaml as the registrar with the stranger's key, as whoever planted it could. */
async function forgedRegistry(folder: string) {
  for (const document of ["people", "program"]) {
    const value = parse(textIn(folder, `${document}.yaml`));
    const place = { program: "test-program", candidate: "program", document, section: ".", schema: value.schema };
    await put(folder, {
      ...{ candidate: "program", document, section: ".", schema: value.schema, digest: digestOf(place, value) },
      ...{ role: "registrar", signer: "director-one", key: "a stranger", at: "2026-11-21T20:30:00Z" },
    });
  }
}
