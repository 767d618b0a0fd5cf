import { UserError } from "../core/problems/user-error.ts";

/** What Git is missing or will not do, in sentences: one place, so that every command says it the same way. */
export const noGit = () =>
  new UserError(
    "Git is not installed, and this command keeps its work in Git.",
    "Install Git, then run the command again.",
  );

export const noRepository = () =>
  new UserError(
    "This program folder is not in a Git repository, and this command keeps its work in Git.",
    "Make it one: git init, then run the command again.",
  );

export const foreignOwner = (folder: string) =>
  new UserError(
    "Git does not trust this folder, because it belongs to another user of this computer.",
    `If it is yours: git config --global --add safe.directory ${folder}`,
  );

export const unreadable = (reason: string) =>
  new UserError(`Git cannot read this repository: ${reason}`, "Run git status in this folder to see what it needs.");

export const noWorkTree = () =>
  new UserError(
    "This is the inside of a Git repository, not a folder to work in.",
    "Run the command in a copy of your own: git clone <this folder> <new folder>",
  );

export const redirected = () =>
  new UserError(
    "The Git repository of this folder is set up to keep its files in another folder.",
    "Run the command there, or set it right: git config --unset core.worktree",
  );

export const detached = () =>
  new UserError(
    "This copy shows an earlier state, where nothing new can be kept safely.",
    "Go back to where the work goes on, as a rule with: git switch main. Then run the command again.",
  );

export const busy = (what: string, giveUp: string) =>
  new UserError(
    `${what} in this copy, and that is not finished.`,
    `Finish it (git status tells how) or give it up (${giveUp}), then run the command again.`,
  );

export const notHere = (path: string, part: string) =>
  new UserError(
    `${path} cannot be recorded here: ${part} is a repository of its own inside this one.`,
    "Nothing was written. Keep the program's folders in one repository.",
  );

export const linked = (path: string, part: string) =>
  new UserError(
    `${path} cannot be used: ${part} is a link to another place, and ilp uses only real folders and files.`,
    "Replace the link by the folder or file itself. Nothing was written.",
  );

export const notAPlace = (path: string, part: string) =>
  new UserError(
    `${path} cannot be recorded: ${part} is not what it should be (a file stands where a folder should be, or the other way round).`,
    "Move it away, then run the command again. Nothing was written.",
  );

export const badPath = (path: string) =>
  new UserError(`${JSON.stringify(path)} is not a path Git can keep on every computer.`, "Nothing was written.");

export const changedMeanwhile = (path: string) =>
  new UserError(
    `${path} was changed by someone else meanwhile.`,
    "Nothing was recorded. Look at it again, then run the command again.",
  );

export const standsAlready = (path: string) =>
  new UserError(`${path} is there already, and a record is never overwritten.`, "Run the command again.");

export const wouldNotRecord = (reason: string) =>
  new UserError(`Git would not record this: ${reason}`, "Nothing was written.");
