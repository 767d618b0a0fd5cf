/** The stories of the examples as statements. */

import type { Mapping } from "../src/core/basics/values.ts";
import { sectionDigest } from "../src/core/forms/digest.ts";
import { type Statement, statementId } from "../src/core/records/statement.ts";
import type { Example } from "./example-days.ts";
import { partStatement } from "./example-statements.ts";
import { type Story, stories } from "./example-stories.ts";

/** A statement, and the name under which something else of the story speaks of it. */
export interface Told {
  statement: Statement;
  key?: string;
}

export const toldOf = (example: Example): Told[] =>
  stories.filter(({ candidate }) => candidate === example.candidate.id).flatMap((story) => storyOf(story, example));

/** Each thing in order: a submission relies on what stands under the text by then, a decision on the submission as well. */
function storyOf(story: Story, example: Example): Told[] {
  const document = example.candidate.documents.find(({ name }) => name === story.document);
  if (!document) throw new Error(`there is no ${story.document}`);
  const earlier = story.before?.(document.value);
  const told: Told[] = [];
  let submission: string[] = [];
  for (const { before, key, section = story.section, ...event } of story.events) {
    const text = before ? earlier : undefined;
    const covers = standing(told, text ?? document.value);
    const relied =
      event.act === "submit" ? { covers } : event.act === "review" ? { covers: [...submission, ...covers] } : {};
    const deed = { ...event, document: story.document, section, ...relied, ...(text ? { text } : {}) };
    const statement = partStatement(example, deed);
    if (!statement) throw new Error(`${event.role} cannot ${event.act} ${story.document}#${section}`);
    if (event.act === "submit") submission = [statementId(statement)];
    told.push({ statement, ...(key ? { key } : {}) });
  }
  return told;
}

/** Signatures, and words that somebody does not sign, about the text as it is. */
const standing = (told: Told[], text: Mapping): string[] =>
  told
    .map(({ statement }) => statement)
    .filter(({ act }) => act === "sign" || act === "decline")
    .filter(
      ({ program, candidate, document, section, digest }) =>
        sectionDigest({ program, candidate, document, section }, text) === digest,
    )
    .map(statementId);
