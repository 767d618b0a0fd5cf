/** The Progress Tracking Transcript, from documents and records alone (seed 003). */
import { describe, expect, it } from "vitest";
import { type TranscriptRow, transcriptOf, withoutProse } from "../../src/core/reports/transcript.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { plan, settingsWith } from "./asking.ts";
import { otherDigest, recordOf } from "./records.ts";
import {
  decidedOn,
  declinedOn,
  filedOn,
  handedIn,
  inYearOne,
  program,
  reviewedCandidate,
  rulebookWith,
  signedOn,
} from "./reviews.ts";

const ilp = { "year-1/inquiry-ilp": plan };

type Records = Parameters<typeof reviewedCandidate>[1];
const transcript = (records: Records, documents: Parameters<typeof reviewedCandidate>[0] = ilp, asOf = "2026-03-01") =>
  transcriptOf([standingOf(reviewedCandidate(documents, records), program)], program, asOf);
const rows = (...args: Parameters<typeof transcript>): TranscriptRow[] => transcript(...args).candidates[0]?.rows ?? [];
const rowIn = (found: TranscriptRow[], section: string) => found.find((row) => row.section === section);
const first = (records: Records) => rowIn(rows(records), "inquiries/i1") as TranscriptRow;

describe("a row of the transcript", () => {
  const signed = signedOn("2025-12-10");
  const one = handedIn("2025-12-12", [signed]);
  const no = decidedOn("2026-01-10", [one, signed], { again: "2026-01-31", feedback: "Say what you counted." });
  const again = handedIn("2026-02-02", [signed]);
  const yes = decidedOn("2026-02-10", [again, signed], { feedback: "Clear now." });

  it.each<[string, Records, Partial<TranscriptRow>]>([
    [
      "before anything",
      [],
      { state: "draft", status: "", standing: "not submitted yet", due: "2025-12-15", late: true },
    ],
    [
      "submitted",
      [signed, one],
      { state: "submitted", status: "", standing: "waits for a decision since 2025-12-12", due: null },
    ],
    [
      "after a NO",
      [signed, one, no],
      {
        state: "returned",
        status: "NO (Incomplete)",
        standing: "resubmission due 2026-01-31",
        due: "2026-01-31",
        late: true,
      },
    ],
    [
      "after a YES",
      [signed, one, no, again, yes],
      { state: "accepted", status: "YES (Complete)", standing: "", due: null, late: false },
    ],
    [
      "changed while it waits",
      [handedIn("2025-12-12", [], { digest: otherDigest })],
      {
        state: "submitted",
        changed: true,
        standing: "changed after it was handed in on 2025-12-12",
        due: "2025-12-15",
      },
    ],
    [
      "changed after YES (Complete)",
      (() => {
        const old = handedIn("2025-12-12", [], { digest: otherDigest });
        return [old, decidedOn("2026-01-10", [old])];
      })(),
      { state: "accepted", changed: true, status: "YES (Complete)", standing: "changed after YES (Complete)" },
    ],
  ])("%s", (_, records, expected) => {
    expect(first(records)).toMatchObject({
      title: "Inquiry ILP, Inquiry i1",
      year: 1,
      programYear: "2025-26",
      ...expected,
    });
  });

  it("keeps every attempt, with what was said, by whom, and how it is proved", () => {
    expect(first([signed, one, no, again, yes]).attempts).toMatchObject([
      {
        number: 1,
        submitted: "2025-12-12",
        due: "2025-12-15",
        onTime: true,
        proof: "unverified (name only)",
        coach: { state: "signed", words: "signed 2025-12-10" },
        decision: {
          status: "NO (Incomplete)",
          day: "2026-01-10",
          reviewer: "reviewer-one",
          proof: "verified by key",
          feedback: "Say what you counted.",
          resubmitBy: "2026-01-31",
        },
      },
      {
        number: 2,
        submitted: "2026-02-02",
        due: "2026-01-31",
        onTime: false,
        timing: "late",
        decision: { status: "YES (Complete)", feedback: "Clear now.", resubmitBy: null },
      },
    ]);
    expect(first([signed, one]).attempts[0]?.record).toBe(one.id.slice(7, 19));
  });

  it.each<[string, Records, string]>([
    ["signed", [signed], "signed 2025-12-10"],
    [
      "declined, whose reason stays in the case file",
      [declinedOn("2025-12-10", "Too thin.")],
      "did not sign 2025-12-10",
    ],
    ["silent", [], "not signed yet"],
  ])("shows a coach who %s", (_, records, expected) => {
    const found = first([...records, handedIn("2025-12-12", records)]);
    expect(found.attempts[0]?.coach.words).toBe(expected);
    expect(JSON.stringify(found)).not.toContain("Too thin.");
  });

  it("does not take over a signature that came after the decision", () => {
    const submitted = handedIn("2025-12-12");
    const decided = decidedOn("2026-01-10", [submitted]);
    expect(first([submitted, decided, signedOn("2026-01-20")]).attempts[0]?.coach.words).toBe(
      "not signed when submitted",
    );
  });

  it("names a submission that was replaced before anybody decided; a coach's decision is none", () => {
    const early = handedIn("2025-12-01", [], { digest: otherDigest });
    const late = handedIn("2025-12-12");
    const strangers = decidedOn("2026-01-10", [late], { signer: "coach-one", role: "reviewer" });
    const found = first([early, late, signed, strangers]);
    expect(found.attempts).toHaveLength(1);
    expect(found).toMatchObject({ state: "submitted", attempts: [{ replaced: ["2025-12-01"] }] });
  });

  it("says that an appeal is heard, and once it was granted nothing is due", () => {
    const refused = decidedOn("2026-01-10", [signed, one], { again: "2026-01-31", feedback: "Too short." });
    const about = "year-1/inquiry-ilp#inquiries/i1";
    const opened = filedOn("2026-01-12", {
      ...{ act: "appeal-open", of: refused.id, role: "candidate", signer: "candidate-one" },
      entry: { about, text: "It is all there." },
    });
    const granted = filedOn("2026-01-20", {
      ...{ act: "appeal-close", of: opened.id, role: "reviewer", signer: "reviewer-two" },
      entry: { result: "granted", outcome: "It is." },
    });
    expect(first([signed, one, refused, opened])).toMatchObject({
      standing: expect.stringMatching(/^resubmission due 2026-01-31; an appeal is with step 1, /),
      due: "2026-01-31",
    });
    expect(first([signed, one, refused, opened, granted])).toMatchObject({
      status: "NO (Incomplete)",
      standing: "the appeal was granted on 2026-01-20; it waits for a new decision until 2026-01-30",
      due: null,
      late: false,
    });
  });

  it("keeps a decision that was reversed after an appeal beside the one that stands", () => {
    const by = { role: "candidate", signer: "candidate-one" } as const;
    const refused = decidedOn("2026-01-10", [signed, one], { again: "2026-01-31", feedback: "Too short." });
    const about = "year-1/inquiry-ilp#inquiries/i1";
    const opened = filedOn("2026-01-12", {
      act: "appeal-open",
      of: refused.id,
      entry: { about, text: "It is all there." },
      ...by,
    });
    const closed = filedOn("2026-01-20", {
      act: "appeal-close",
      of: opened.id,
      entry: { outcome: "Reversed." },
      ...by,
    });
    const reversed = decidedOn("2026-01-22", [signed, one]);
    expect(first([signed, one, refused, opened, closed, reversed])).toMatchObject({
      state: "accepted",
      attempts: [
        {
          decision: { status: "YES (Complete)", day: "2026-01-22" },
          reversed: [{ status: "NO (Incomplete)", day: "2026-01-10", feedback: "Too short." }],
        },
      ],
    });
  });

  it("counts what is out of turn apart", () => {
    const decided = decidedOn("2026-01-10", [one, signed]);
    const second = decidedOn("2026-01-11", [one], { signer: "reviewer-two", again: "2026-02-01", feedback: "No." });
    expect(first([signed, one, decided, second])).toMatchObject({ state: "accepted", notCounted: 1 });
  });
});

describe("what is still to come", () => {
  const expectedTitles = (found: TranscriptRow[]) =>
    found.map(({ title, begun }) => `${begun ? "" : "to come: "}${title}`);

  it("stands in the transcript with the day it is due", () => {
    const found = rows([], {
      "year-1/admin-ilp": {
        goals: [
          { id: "g1", cpsel: 1 },
          { id: "g2", cpsel: 2 },
        ],
      },
      "year-1/inquiry-ilp": { ...plan, application: { title: null } },
      "year-1/year-end/cpsel-1": { cpsel: 1, growth: "Much." },
    });
    expect(expectedTitles(found)).toEqual([
      "to come: Professional Experience, Current Work Context and Supervisor Triad Summary",
      "Individual Leadership Plan",
      "Inquiry ILP, Part 1: Initial Inquiry Goal",
      "Inquiry ILP, Inquiry i1",
      "Inquiry ILP, Inquiry i2",
      "to come: Inquiry ILP, Part 3: Reflection / Application",
      "ILP Year-end Narrative Summary, CPSEL 1",
      "to come: ILP Year-end Narrative Summary, CPSEL 2",
      "to come: ILP Year-end Narrative Summary (3 of 3)",
    ]);
    expect(found[1]).toMatchObject({ standing: "not submitted yet", due: "2025-11-12" });
  });

  it("is a cycle as well, of a plan without any", () => {
    const found = rows([], { "year-1/inquiry-ilp": { inquiries: null } });
    expect(rowIn(found, "inquiries/*")).toMatchObject({ title: "Inquiry ILP, Inquiry 1", begun: false });
  });

  it("is told year by year, or of one year", () => {
    const profile = inYearOne({
      years: [
        { year: 1, starts: "2025-08-14" },
        { year: 2, starts: "2026-08-14" },
      ],
    });
    const two = reviewedCandidate({ ...ilp, "year-2/inquiry-ilp": plan }, [handedIn("2025-12-12")], { profile });
    const years = (year?: number) =>
      transcriptOf([standingOf(two, program)], program, "2026-09-01", year).candidates[0]?.rows.map((row) => row.year);
    expect(new Set(years())).toEqual(new Set([1, 2]));
    expect(new Set(years(2))).toEqual(new Set([2]));
  });
});

describe("what was handed in", () => {
  const submitted = handedIn("2025-12-12");
  const decided = decidedOn("2026-01-10", [submitted], { again: "2026-02-01", feedback: "No." });

  it("does not leave with the inquiry it was about", () => {
    const found = rows([submitted, decided], { "year-1/inquiry-ilp": { ...plan, inquiries: [] } });
    expect(rowIn(found, "inquiries/i1")).toMatchObject({
      title: "Inquiry ILP, Inquiry i1",
      status: "NO (Incomplete)",
      standing: "not in the document any more",
    });
  });

  it("does not leave with the file", () => {
    expect(rowIn(rows([submitted, decided], {}), "inquiries/i1")).toMatchObject({
      document: "year-1/inquiry-ilp",
      status: "NO (Incomplete)",
    });
  });

  it("makes no row of a document that nobody asks for and that never counted as handed in", () => {
    const stranger = handedIn("2026-05-01", [], {
      document: "year-1/year-end/cpsel-6",
      section: ".",
      signer: "coach-one",
    });
    const named = (found: TranscriptRow[]) => found.filter(({ document }) => document === "year-1/year-end/cpsel-6");
    expect(named(rows([stranger]))).toEqual([]);
    const own = handedIn("2026-05-01", [], { document: "year-1/year-end/cpsel-6", section: "." });
    expect(named(rows([own]))).toMatchObject([
      { title: "ILP Year-end Narrative Summary, CPSEL 6", state: "submitted" },
    ]);
  });

  it("does not leave when the program reviews it no more", () => {
    const settings = { ...settingsWith() };
    settings.review = { ...settings.review, parts: { "inquiry-ilp": { "inquiries/*": false } } };
    const rulebook = rulebookWith(settings);
    const candidate = reviewedCandidate(ilp, [submitted, decided], { rulebook });
    const found = transcriptOf([standingOf(candidate, rulebook)], rulebook, "2026-03-01").candidates[0]?.rows ?? [];
    expect(rowIn(found, "inquiries/i1")).toMatchObject({ standing: "not reviewed in this program any more" });
    expect(rowIn(found, "inquiries/i2")).toBeUndefined();
  });

  it("does not leave, handed in as a whole, with the signature it had", () => {
    const settings = { ...settingsWith() };
    settings.review = { ...settings.review, parts: { "year-end-summary": { ".": false } } };
    const rulebook = rulebookWith(settings);
    const place = { document: "year-1/year-end/cpsel-6", section: "." };
    const whole = [signedOn("2026-04-30", place), handedIn("2026-05-01", [], place)];
    const candidate = reviewedCandidate({ [place.document]: { cpsel: 6, growth: "g" } }, whole, { rulebook });
    const found = transcriptOf([standingOf(candidate, rulebook)], rulebook, "2026-06-01").candidates[0]?.rows ?? [];
    const row = found.find(({ document }) => document === place.document);
    expect(row).toMatchObject({
      title: "ILP Year-end Narrative Summary, CPSEL 6",
      standing: "not reviewed in this program any more",
    });
    expect(row?.attempts[0]?.coach).toMatchObject({ state: "signed" });
  });
});

describe("the transcript of a program", () => {
  it("has states, counts and dates, and nobody's words", () => {
    const coach = declinedOn("2025-12-10", "MARKER-reason");
    const submitted = handedIn("2025-12-12", [coach], { intent: "MARKER-intent" });
    const no = decidedOn("2026-01-10", [submitted, coach], { again: "2026-02-01", feedback: "MARKER-feedback" });
    const told = recordOf({ act: "feedback", role: "director", signer: "director-one", feedback: "MARKER-words" });
    const documents = { "year-1/inquiry-ilp": { ...plan, "initial-goal": { focus: "MARKER-answer" } } };
    const whole = withoutProse(transcript([coach, submitted, no, told], documents));
    expect(JSON.stringify(whole)).not.toContain("MARKER");
    expect(whole.candidates[0]?.rows.find(({ section }) => section === "inquiries/i1")).toMatchObject({
      status: "NO (Incomplete)",
      due: "2026-02-01",
      attempts: [{ submitted: "2025-12-12", coach: { state: "declined" }, decision: { day: "2026-01-10" } }],
    });
  });

  it("has no number or letter for anybody", () => {
    const said = JSON.stringify(transcript([handedIn("2025-12-12")]));
    expect(said).not.toMatch(/%|\bscore|\bgrade|\bpoints\b/i);
  });
});
