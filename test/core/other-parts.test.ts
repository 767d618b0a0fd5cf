/** What was signed, handed in or decided in another part or another document plays no role in this one. */
import { describe, expect, it } from "vitest";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import {
  by,
  type Circumstances,
  declines,
  partHere,
  place,
  refusedIn,
  says,
  signs,
  submits,
  takesBack,
} from "./cast.ts";
import { otherDigest } from "./records.ts";

const first = submits(10);
const no = says("NO", 20, [first]);
const again = submits(30, [], { digest: otherDigest });

const stories: [name: string, records: SignatureRecord[]][] = [
  ["nothing yet", []],
  ["signed", [signs(5)]],
  ["not signed", [declines(5)]],
  ["handed in", [signs(5), first]],
  ["returned", [first, no]],
  ["handed in again", [first, no, again]],
  ["accepted", [signs(5), first, says("YES", 20, [first])]],
  ["taken back", [first, takesBack(first, 15)]],
];

/** The same acts at about the same time, elsewhere. */
function elsewhere(where: { section: string; document?: string }): SignatureRecord[] {
  const handedIn = submits(11, [], where);
  const returned = says("NO", 21, [handedIn], where);
  const handedInAgain = submits(31, [], { ...where, digest: otherDigest });
  return [
    signs(6, where),
    declines(7, where),
    handedIn,
    returned,
    handedInAgain,
    says("YES", 41, [handedInAgain], where),
  ];
}

describe.each([
  ["another part of the document", { section: "inquiries/i2" }],
  ["a part whose name begins like this one's", { section: `${place.section}1` }],
  ["the same part of another year's document", { section: place.section, document: "year-2/inquiry-ilp" }],
])("%s", (_, where) => {
  it.each(stories)("%s", (_, records) => {
    expect(partHere([...records, ...elsewhere(where)])).toEqual(partHere(records));
    expect(partHere([...elsewhere(where), ...records])).toEqual(partHere(records));
  });

  it("whoever signed there as coach may decide here, and not on what they signed", () => {
    const anybody: Circumstances = { policy: { distinct: [] } };
    const decided = says("YES", 50, [first], { signer: "coach-one" });
    expect(partHere([...elsewhere(where), first, decided], anybody).state).toBe("accepted");
    const signed = partHere([signs(5), first, decided], anybody);
    expect([signed.state, refusedIn(signed)]).toEqual([
      "submitted",
      [
        [
          "review",
          "18:50",
          "Nobody decides on what they signed, or did not sign, as coach or supervisor. (the program's rule)",
        ],
      ],
    ]);
  });
});

describe("what stood under a submission", () => {
  const signers = (records: SignatureRecord[]) =>
    partHere(records).attempts.map(({ signatures }) => signatures.map(({ role, state }) => `${role} ${state}`));

  it("is what holds for the text as it was handed in, while it waits", () => {
    expect(signers([signs(5), first])).toEqual([["coach signed"]]);
    expect(signers([signs(5, { digest: otherDigest }), first])).toEqual([["coach missing"]]);
    expect(signers([first, signs(15)])).toEqual([["coach signed"]]);
  });

  it("is what the decision named, once it was made", () => {
    const signed = signs(15);
    expect(signers([first, signed, says("YES", 20, [first, signed])])).toEqual([["coach signed"]]);
    expect(signers([first, says("YES", 20, [first]), signs(25)])).toEqual([["coach missing"]]);
  });

  it("is not what was taken back before", () => {
    const signed = signs(5);
    expect(signers([signed, takesBack(signed, 8), first])).toEqual([["coach missing"]]);
    const stranger = by("coach-two", "coach", 5, { act: "sign" });
    expect(signers([stranger, first])).toEqual([["coach missing"]]);
  });
});
