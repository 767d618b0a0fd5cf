import { describe, expect, it } from "vitest";
import { judge } from "../../src/core/records/judge.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import type { Statement } from "../../src/core/records/statement.ts";
import { remarkWords } from "../../src/core/records/words.ts";
import { around, judged, otherDigest, recordOf } from "./records.ts";

const byKey = { key: "coach-one" };
const backdated = { parentAt: "2026-02-20T00:00:00Z", at: "2026-02-21T00:00:00Z" };

type Around = Parameters<typeof around>[0];

describe("what counts first", () => {
  const stranger = { signer: "nobody" };
  const future = { at: "2027-01-01T00:00:00Z" };
  const changed = { digestNow: () => otherDigest };
  it.each<[string, SignatureRecord, Around, string]>([
    ["broken before wrong person", recordOf(stranger, { problem: "edited" }), {}, "invalid"],
    ["from the future before wrong person", recordOf({ ...stranger, ...future }), {}, "invalid"],
    ["contradicted before wrong person", recordOf(stranger, { added: { names: false } }), {}, "invalid"],
    ["contradicted before wrong role", recordOf({ signer: "coach-two" }, { added: { names: false } }), {}, "invalid"],
    [
      "backdated before wrong person",
      recordOf(stranger, { added: backdated }),
      { policy: { backdated: "reject" } },
      "invalid",
    ],
    ["wrong person before not recorded", recordOf(stranger, { recorded: false }), {}, "wrong-person"],
    ["wrong person before stale", recordOf({}, { key: "coach-two" }), changed, "wrong-person"],
    ["not recorded before stale", recordOf({}, { key: "coach-one", recorded: false }), changed, "uncommitted"],
    ["stale before unverified", recordOf({}, { key: "stranger" }), changed, "stale"],
  ])("%s", (_, record, changes, state) => {
    expect(judged(record, [], changes)).toMatchObject({ state, accepted: false });
  });
});

describe("remarks", () => {
  it.each<[string, SignatureRecord, RegExp[]]>([
    ["none", recordOf({}, byKey), []],
    [
      "none within the clock difference",
      recordOf({}, { added: { at: "2026-01-15T18:10:00Z", parentAt: "2026-01-15T18:10:00Z" } }),
      [],
    ],
    ["backdated", recordOf({}, { ...byKey, added: backdated }), [/^backdated\? It says 2026-01-15 18:00 UTC/]],
    ["recorded later", recordOf({}, { added: { at: "2026-01-15T18:11:00Z" } }), [/recorded at 2026-01-15 18:11 UTC/]],
    ["recorded earlier", recordOf({}, { added: { at: "2026-01-15T17:49:00Z" } }), [/recorded at 2026-01-15 17:49 UTC/]],
    ["reworded", recordOf({ wording: otherDigest }), [/questions were reworded/]],
  ])("%s", (_, record, remarks) => {
    const found = judged(record, [], { wordingNow: () => `sha256:${"c".repeat(64)}` });
    expect(found).toMatchObject({ state: "valid", accepted: true });
    expect(found.remarks.map(remarkWords)).toEqual(remarks.map((each) => expect.stringMatching(each)));
  });

  it("says nothing of questions that are the same, or gone", () => {
    const record = recordOf({ wording: otherDigest });
    expect(judged(record, [], { wordingNow: () => otherDigest }).remarks).toEqual([]);
    expect(judged(record, [], { wordingNow: () => null }).remarks).toEqual([]);
  });
});

it("knows what was signed by document and section", () => {
  const places: Partial<Statement>[] = [
    { section: "inquiries/i1" },
    { section: "." },
    { document: "year-2/inquiry-ilp" },
  ];
  const digestNow = (document: string, section: string) =>
    `${document}#${section}` === "year-1/inquiry-ilp#inquiries/i1" ? (recordOf().statement?.digest ?? "") : otherDigest;
  expect(
    judge(
      places.map((each) => recordOf(each)),
      around({ digestNow }),
    ).map(({ state }) => state),
  ).toEqual(["valid", "stale", "stale"]);
});
