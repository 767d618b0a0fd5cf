/** The case file for an appeal: everything in order of time, what does not count as well. */
import { describe, expect, it } from "vitest";
import type { Judged, SignatureRecord } from "../../src/core/records/signature.ts";
import { shortId } from "../../src/core/records/statement.ts";
import { about, filed, lines, nothing, refused, story, submitted, told } from "./dossier-parts.ts";
import { otherDigest, recordOf } from "./records.ts";
import { decidedOn, handedIn, signedOn } from "./reviews.ts";

describe("entries", () => {
  it("come in order of time, each with who, what it is about and what it says", () => {
    const dossier = told(story);
    expect(dossier.events.map(({ number, day, time, title }) => [number, day, time, title])).toEqual([
      [1, "2026-01-12", "10:00", "Not signed"],
      [2, "2026-01-15", "10:00", "Submission"],
      [3, "2026-01-20", "10:00", "Review: NO (Incomplete)"],
      [4, "2026-01-22", "10:00", "Appeal opened"],
    ]);
    expect(dossier.events.map(({ about: place }) => place?.address)).toEqual([about, about, about, about]);
    expect(dossier.events[2]).toMatchObject({
      who: { name: "reviewer-one", role: "reviewer" },
      about: { title: "Inquiry ILP, Inquiry i1" },
      record: shortId(refused.id),
      path: refused.path,
      counts: true,
    });
    expect(lines(dossier, 1)).toContain("Reason: No second visit took place.");
    expect(lines(dossier, 3)).toEqual(
      expect.arrayContaining([
        "Decides on: entry 2: submission by candidate-one (candidate), 2026-01-15",
        "Feedback: Show a second visit.",
        "Resubmission due: 2026-02-20",
        "Signature then, coach: coach-one did not sign, 2026-01-12, entry 1",
        "Reason of the coach: No second visit took place.",
      ]),
    );
    expect(lines(dossier, 4)).toEqual(
      expect.arrayContaining([
        "Against: entry 3: review by reviewer-one (reviewer), 2026-01-20",
        "Request: It is in cell 7.",
      ]),
    );
  });

  it("say how they are proved, and by whom they were recorded", () => {
    const [, , review] = told(story).events;
    expect(review?.proof).toMatch(
      /^verified by key; key SHA256:\S+; recorded by reviewer-one@example\.org, 2026-01-20 10:00 \(c{10}\)$/,
    );
    expect(told([handedIn("2026-01-15")]).events[0]?.proof).toMatch(/^unverified \(name only\); recorded by/);
  });

  it("tell how a submission stood: which attempt, in time or not, what was replaced", () => {
    const again = handedIn("2026-02-23");
    const replaced = handedIn("2026-02-22", [], { digest: otherDigest });
    const dossier = told([...story, replaced, again]);
    expect(lines(dossier, 5)).toContain("Replaced: by entry 6, before anybody decided");
    expect(lines(dossier, 6)).toEqual(
      expect.arrayContaining([
        "Attempt: 2",
        "Due: 2026-02-20; handed in after it",
        "Signature then, coach: not signed when submitted",
      ]),
    );
  });

  it("place a contact by the moment it was recorded, and show the day it was", () => {
    const contact = {
      with: "Reviewer One",
      position: "TOSA",
      channel: "phone",
      on: "2026-01-10",
      summary: "Asked why.\n\nNo answer.",
      step: 1,
      files: [{ path: "letter.pdf", sha256: `sha256:${"1".repeat(64)}` }],
    };
    const record = filed("2026-01-23", "candidate-one", "contact", contact);
    const path = "candidates/candidate-one/case/letter.pdf";
    const named = { record: record.id, path, here: "same" as const };
    const with_ = (state: "good" | "changed") => ({
      attachments: [{ ...named, state }],
      copies: new Map([[path, "attachments/letter.pdf"]]),
      kept: new Map([[`sha256:${"1".repeat(64)}`, "taken-away/letter.pdf"]]),
    });
    const good = told([...story, record], with_("good"));
    expect(good.events.at(-1)).toMatchObject({ title: "Contact", day: "2026-01-23", about: null });
    expect(lines(good, 5)).toEqual(
      expect.arrayContaining([
        "On: 2026-01-10",
        "With: Reviewer One",
        "Position: TOSA",
        "How: Telephone",
        "Step of the appeal: 1, TOSA of the Induction Team",
        "What was said: Asked why.\n\nNo answer.",
        "File: attachments/letter.pdf: as it was recorded",
      ]),
    );
    expect(lines(told([...story, record], with_("changed")), 5)).toContain(
      "File: attachments/letter.pdf: CHANGED since it was recorded; as it was recorded: taken-away/letter.pdf",
    );
    expect(lines(told([record]), 1)).toContain("File: letter.pdf: MISSING");
  });

  it("show both wordings of what was corrected", () => {
    const first = filed("2026-02-01", "coach-one", "concern", { reason: "nonresponsive", note: "Two letters." });
    const second = { reason: "nonresponsive", note: "Three letters.", corrects: first.id };
    const dossier = told([first, filed("2026-02-02", "coach-one", "concern", second)]);
    expect(lines(dossier, 1)).toEqual(
      expect.arrayContaining(["Reason: No answer to messages", "Note: Two letters.", "Corrected later: by entry 2"]),
    );
    expect(lines(dossier, 2)).toEqual(
      expect.arrayContaining(["Note: Three letters.", "Stands for: entry 1, which it corrects"]),
    );
    const stranger = told([first, filed("2026-02-02", "coach-two", "concern", second)]);
    expect(lines(stranger, 1).join()).not.toContain("Corrected later");
  });

  it("name the text as it was then", () => {
    const dossier = told(story, { texts: new Map([[submitted.id, "texts/one.yaml"]]) });
    expect(lines(dossier, 2)).toContain("The text then: texts/one.yaml");
    expect(lines(dossier, 3)).toContain("The text then: in no recorded state of the document here");
  });
});

describe("what does not count", () => {
  const worth = (records: SignatureRecord[], number: number) => {
    const { counts, state } = told(records).events[number - 1] ?? {};
    return [counts, state];
  };

  it("is listed all the same, and says why", () => {
    const forged = decidedOn("2026-01-25", [submitted], { signer: "coach-one", role: "reviewer" });
    expect(worth([...story, forged], 5)).toEqual([false, expect.stringMatching(/^not by who it says; .*not reviewer/)]);
    const twice = decidedOn("2026-01-26", [submitted]);
    expect(worth([...story, twice], 5)).toEqual([
      false,
      expect.stringMatching(/^on record; does not count: A decision is made once.*\(the program's rule\)$/),
    ]);
    const weak = recordOf({ ...twice.statement, signer: "reviewer-one" }, { added: null });
    expect(worth([submitted, weak], 2)).toEqual([
      false,
      expect.stringContaining("proved less well than the program asks for, so it does not count"),
    ]);
    const unreadable: SignatureRecord = {
      ...{ path: "candidates/candidate-one/signatures/20260118T180000Z-coach-000000000000.yaml", id: "" },
      ...{ statement: null, problem: "it is no record", seal: null, recorded: true, added: null },
    };
    const { events } = told([...story, unreadable]);
    expect(events[2]).toMatchObject({
      title: "A record that cannot be read",
      day: null,
      counts: false,
      state: "does not count; it is no record",
    });
    expect(events.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it("is told of records that were taken away, from what history kept", () => {
    const gone = signedOn("2026-01-14", { section: "initial-goal" });
    const record: Judged = {
      ...{ ...gone, state: "invalid", assurance: "none", day: "2026-01-14", accepted: false, reason: "", remarks: [] },
    };
    const happened = {
      path: gone.path,
      status: "D" as const,
      commit: "d".repeat(40),
      by: "X",
      at: "2026-03-01T18:00:00Z",
    };
    const history = { ...nothing.history, damage: [happened] };
    const lost = [{ record, told: "taken away", file: "taken-away/one.yaml" }];
    const { alarms, events } = told(story, { history, lost });
    expect(alarms).toEqual([`${gone.path}: taken away after it was recorded, by X, 2026-03-01 10:00 (dddddddddd).`]);
    expect(events[1]).toMatchObject({
      title: "Signature",
      counts: false,
      state: "taken away; this is what history kept of it",
      file: "taken-away/one.yaml",
      proof: expect.stringMatching(/^not judged/),
    });
  });

  it("says what nobody could look at", () => {
    const { alarms, notes } = told(story, { history: { ...nothing.history, history: null, differs: ["people.yaml"] } });
    expect(alarms).toEqual([]);
    expect(notes).toEqual([
      expect.stringContaining("There is no Git here"),
      "people.yaml is not here as it is recorded; the recorded text was looked at.",
    ]);
    const rewritten = { cut: true, rewritten: true, firstLook: true };
    const doubtful = told(story, { history: { ...nothing.history, history: rewritten } });
    expect(doubtful.alarms).toEqual([expect.stringContaining("History was rewritten")]);
    expect(doubtful.notes).toHaveLength(2);
  });
});
