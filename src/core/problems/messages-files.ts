import type { Message } from "./message.ts";

/** What there is to say about files that cannot be read, or do not fit their form. */
export const fileMessages = {
  // A file that cannot be read
  "file-unreadable": { weight: "wrong", says: "This file cannot be read: {reason}.", help: "{remedy}" },
  "file-too-large": {
    weight: "wrong",
    says: "This file is larger than {limit}.",
    help: "Put large material into evidence/ and refer to it.",
  },
  "file-empty": {
    weight: "wrong",
    says: "Nothing is written in this file.",
    help: "{remedy}",
  },
  "file-not-text": { weight: "wrong", says: "This is not a text file.", help: "Save it as plain text in UTF-8." },
  "file-not-utf8": {
    weight: "wrong",
    says: "From here on this file is not in UTF-8: it was saved in another encoding.",
    help: 'In your editor choose "Save with encoding" and then UTF-8.',
  },
  "folder-is-link": {
    weight: "wrong",
    says: "{name} is a link to another place; ilp reads only real folders and files.",
    help: "Put what it points to in its place.",
  },
  "yaml-broken": { weight: "wrong", says: "{reason}", help: "{remedy}" },
  "yaml-anchor": {
    weight: "wrong",
    says: "Anchors, aliases, merge keys (& * <<) and tags (!) are not used in these files.",
    help: 'Write the text out; if it is meant as text, put it in quotes: "{sample}".',
  },
  "folder-name": {
    weight: "wrong",
    says: 'A candidate cannot be called "{name}": {reason}.',
    help: "Rename the folder, or move it out of candidates/.",
  },
  "file-unexpected": {
    weight: "advice",
    says: "No form of this program has a file of this name.",
    help: "{hint}",
  },

  // A file that does not fit its form
  "unknown-key": { weight: "wrong", says: '"{key}" is not a field here.', help: "{hint}" },
  "key-missing": { weight: "wrong", says: 'The line "{key}:" is missing here.', help: "Add it: {key}:" },
  "wrong-type": { weight: "wrong", says: "{label}: this is {found}; it should be {expected}.", help: "{hint}" },
  "answer-cut": {
    weight: "wrong",
    says: 'Everything after the # is left out here: the answer is read as "{kept}".',
    help: 'If it belongs to the answer, put the whole answer in double quotes: "…".',
  },
  "answer-as-key": {
    weight: "wrong",
    says: '"{key}" looks like an answer, and stands where a field should be.',
    help: "Put it below the | of its question, two spaces further in than the question.",
  },
  "wrong-choice": {
    weight: "wrong",
    says: '{label}: "{found}" is not one of the choices.',
    help: "Choose: {choices}. {guess}",
  },
  "wrong-form": { weight: "wrong", says: "{label}: {found} is not written as ilp reads it.", help: "{hint}" },
  "out-of-range": { weight: "wrong", says: "{label}: {found} is {problem}.", help: "{hint}" },
  "given-twice": { weight: "wrong", says: "{label}: the same value stands here twice.", help: "Remove one." },
  "impossible-date": { weight: "wrong", says: "{label}: there is no day {found}.", help: "Correct the date." },
  "duplicate-id": { weight: "wrong", says: 'The id "{id}" is used twice in this list.', help: "Give each its own id." },
  "wrong-place": {
    weight: "wrong",
    says: '{label} says "{found}" but the file is called {file}.',
    help: "Rename the file, or correct the line.",
  },
  "wrong-folder": {
    weight: "wrong",
    says: '{label} says "{found}" but the folder is {folder}.',
    help: "Rename the folder, or correct the line.",
  },
  "unknown-reference": { weight: "wrong", says: '{label}: there is no "{id}" in {where}.', help: "{hint}" },
  "unknown-person": {
    weight: "wrong",
    says: '{label}: nobody in people.yaml has the id "{id}".',
    help: '{hint}Or add the person: ilp people add "Full Name"{as}',
  },
} as const satisfies Record<string, Message>;
