import { expect, it } from "vitest";
import { reasonOf } from "../../src/git/own-git.ts";

it.each([
  ["block timeout reached", "it did not answer in time."],
  ["fatal: unable to connect to example.org", "unable to connect to example.org"],
  ["", "it gave no reason."],
])("%s is told in words", (message, said) => expect(reasonOf(new Error(message))).toBe(said));
