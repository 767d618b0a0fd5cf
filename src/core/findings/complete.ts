import { isDay } from "../basics/dates.ts";
import { isBlank, isMapping, items, type Mapping, text, type Value } from "../basics/values.ts";
import { applies, holds, type Surroundings } from "../forms/condition.ts";
import type { Field, Form } from "../forms/form.ts";
import type { Finding } from "../problems/finding.ts";
import { count, listed, type Settings } from "../program/program.ts";
import type { Due } from "../review/year.ts";

/** What a walk over one document found. `answered` and `total` count the answers that are needed. */
export interface Completeness {
  /** True once any answer stands here that the scaffold did not write. */
  started: boolean;
  answered: number;
  total: number;
  findings: Finding[];
}

interface Walk {
  file: string;
  surroundings: Omit<Surroundings, "beside">;
  /** The day a milestone (or a date beside the answer, `./key`) is due. */
  dueOf: (due: string, beside: Value) => Due;
}

interface Inherited extends Due, Pick<Finding, "turn"> {
  /** The headings above, outermost first. */
  trail: string[];
}

const nothing = (): Completeness => ({ answered: 0, total: 0, findings: [], started: false });

function add(into: Completeness, tally: Completeness) {
  into.answered += tally.answered;
  into.total += tally.total;
  into.findings.push(...tally.findings);
  into.started ||= tally.started;
}

/** Compares a document with its form: which answers are there, which are missing. Lists no answer twice. */
export function complete(form: Form, value: Mapping, walk: Walk, due: Due): Completeness {
  const tally = group(form.fields, value, "", { ...due, turn: form.writer, trail: [] }, walk);
  if (form.optional)
    return {
      ...tally,
      answered: 0,
      total: 0,
      findings: tally.findings.filter((found) => found.code === "impossible-date"),
    };
  const missing = tally.findings.filter((each) => each.code !== "answer-wanted");
  if (tally.started || tally.total < 2 || !sameDue(missing)) return tally;
  // One sentence for each person whose turn it is: an untouched form must not hide the part another one writes.
  const turns = [...new Set(missing.map((each) => each.turn))];
  const findings = turns.map((turn) => {
    const { due: day = due.due, milestone = due.milestone, moved } = missing[0] ?? due;
    const mine = missing.filter((each) => each.turn === turn);
    const count = turns.length === 1 ? tally.total : mine.reduce((sum, each) => sum + Number(each.data.count ?? 1), 0);
    return found(
      "document-not-started",
      turns.length === 1 ? "" : (mine[0]?.pointer ?? ""),
      "",
      { due: day, milestone, moved, turn, trail: [] },
      walk,
      { count },
    );
  });
  return { ...tally, answered: 0, findings };
}

/** Only what is due on one day is said in one sentence. */
const sameDue = (findings: Finding[]) => new Set(findings.map((each) => `${each.due} ${each.milestone}`)).size < 2;

const found = (
  code: Finding["code"],
  pointer: string,
  field: string,
  inherited: Inherited,
  walk: Walk,
  data: Finding["data"] = {},
) =>
  ({
    code,
    path: walk.file,
    pointer,
    field,
    data,
    ...(inherited.due ? { due: inherited.due } : {}),
    ...(inherited.milestone ? { milestone: inherited.milestone } : {}),
    ...(inherited.moved ? { moved: inherited.moved } : {}),
    ...(inherited.turn ? { turn: inherited.turn } : {}),
  }) satisfies Finding;

function group(
  fields: Field[],
  value: Value | undefined,
  pointer: string,
  inherited: Inherited,
  walk: Walk,
): Completeness {
  const tally = nothing();
  const beside = value ?? null;
  for (const field of fields) {
    const around = { ...walk.surroundings, beside };
    if (!applies(field.applies, around)) continue;
    const inner = isMapping(beside) ? beside[field.key] : undefined;
    const here: Inherited = {
      ...inherited,
      ...(field.due ? walk.dueOf(field.due, beside) : {}),
      ...(field.writer ? { turn: field.writer } : {}),
    };
    add(
      tally,
      one(
        field,
        inner,
        `${pointer}/${field.key}`,
        here,
        { needed: holds(field.needed, around), wanted: holds(field.wanted, around) },
        walk,
      ),
    );
  }
  return tally;
}

function one(
  field: Field,
  value: Value | undefined,
  pointer: string,
  inherited: Inherited,
  need: { needed: boolean; wanted: boolean },
  walk: Walk,
): Completeness {
  if (field.kind === "group")
    return folded(
      field,
      labelOf(field),
      group(
        field.fields,
        value,
        pointer,
        field.print === "levels" ? inherited : deeper(inherited, labelOf(field)),
        walk,
      ),
      pointer,
      inherited,
      walk,
    );
  if (field.kind === "list") return list(field, value, pointer, inherited, need.needed, walk);
  const tally = nothing();
  const blank = isBlank(value);
  const label = sentence(inherited.trail, labelOf(field));
  tally.started = !blank && !field.prefill && field.key !== "id";
  if (field.kind === "date" && typeof value === "string" && value !== "" && !isDay(value))
    tally.findings.push(found("impossible-date", pointer, field.path, inherited, walk, { label, found: value }));
  if (value === false && owesYes(field, walk.surroundings.settings))
    tally.findings.push(found("yes-needed", pointer, field.path, inherited, walk, { label }));
  if (need.needed) {
    tally.total = 1;
    if (blank) tally.findings.push(found("answer-missing", pointer, field.path, inherited, walk, { label }));
    else tally.answered = 1;
  } else if (need.wanted && blank)
    tally.findings.push(found("answer-wanted", pointer, field.path, inherited, walk, { label }));
  return tally;
}

/** Whether a no here is something missing: always, or where the program lists this question. */
const owesYes = ({ key, owes }: Field, settings: Settings) =>
  typeof owes?.["a-yes"] === "string" ? listed(settings, owes["a-yes"]).includes(key) : owes?.["a-yes"] === true;

const deeper = (inherited: Inherited, label: string): Inherited => ({
  ...inherited,
  trail: [...inherited.trail, label],
});

/** A label with its cell's number, by which people know it. */
const labelOf = ({ cell, label }: Field) => (cell ? `Cell ${cell}: ${label}` : label);

/** "Goal 2 › Action steps": headings and label, without saying the same words twice. */
function sentence(trail: string[], label: string): string {
  const [last, ...above] = [...trail].reverse();
  const [, cell = "", heading = ""] = /^(Cell \d+: )?(.*)$/.exec(last ?? "") ?? [];
  const repeats = heading !== "" && label.startsWith(heading);
  return [...(repeats ? above.reverse() : trail), repeats ? cell + label : label].join(" › ");
}

/** Nothing answered at all below a heading is one thing to say, not ten. */
function folded(
  field: Field,
  label: string,
  tally: Completeness,
  pointer: string,
  inherited: Inherited,
  walk: Walk,
): Completeness {
  const missing = tally.findings.filter((each) => each.code !== "answer-wanted");
  if (tally.started || missing.length < 2 || !sameDue(missing)) return tally;
  const { due, milestone, moved } = missing[0] ?? {};
  const data = { label: sentence(inherited.trail, label), count: tally.total };
  const finding = found("part-not-started", pointer, field.path, { ...inherited, due, milestone, moved }, walk, data);
  return { ...tally, findings: [finding] };
}

/** What an item is called: its number, and a word of its own by which to know it. */
function itemLabel(field: Field, item: Value, index: number): string {
  const own = isMapping(item) ? item : {};
  const known = typeof own.cpsel === "number" ? `CPSEL ${own.cpsel}` : text(own.title) || text(own.date);
  return `${field.list?.item ?? field.label} ${index + 1}${known ? ` (${known})` : ""}`;
}

function list(
  field: Field,
  value: Value | undefined,
  pointer: string,
  inherited: Inherited,
  needed: boolean,
  walk: Walk,
): Completeness {
  const all = items(value);
  const tally = nothing();
  all.forEach((item, index) => {
    const label = itemLabel(field, item, index);
    const at = `${pointer}/${index}`;
    const itemField = { ...field, path: `${field.path}/*` };
    add(
      tally,
      folded(itemField, label, group(field.fields, item, at, deeper(inherited, label), walk), at, inherited, walk),
    );
  });
  const { min, max } = field.list ?? {};
  const settings = walk.surroundings.settings;
  const least = min ? count(settings, min) : needed ? 1 : 0;
  const label = sentence(inherited.trail, labelOf(field));
  if (all.length < least) {
    tally.total += least - all.length;
    tally.findings.push(
      found("list-too-short", pointer, field.path, inherited, walk, { label, count: all.length, min: least }),
    );
  }
  if (max && count(settings, max) > 0 && all.length > count(settings, max))
    tally.findings.push(
      found("list-long", pointer, field.path, inherited, walk, { label, count: all.length, max: count(settings, max) }),
    );
  return tally;
}
