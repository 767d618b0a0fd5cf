import { expect, it } from "vitest";
import { findSshAdd, findSshKeygen } from "./find-program.ts";

const machine = (platform: NodeJS.Platform, ...files: string[]) => ({
  platform,
  isFile: (path: string) => files.includes(path),
});

it("elsewhere: the first on the path, and never from the folder one is in", () => {
  const linux = machine("linux", "ssh-keygen", "./ssh-keygen", "/b/ssh-keygen", "/c/ssh-keygen", "/c/ssh-add");
  expect(findSshKeygen({ PATH: ":.:/a:/b:/c" }, linux)).toBe("/b/ssh-keygen");
  expect(findSshKeygen({ PATH: "/a" }, linux)).toBeNull();
  expect(findSshKeygen({}, linux)).toBeNull();
  expect(findSshAdd("/c/ssh-keygen", linux)).toBe("/c/ssh-add");
  expect(findSshAdd("/b/ssh-keygen", linux)).toBeNull();
});

it("Windows: its own first, then the one beside Git, then the path", () => {
  const windows = "C:\\Windows\\System32\\OpenSSH\\ssh-keygen.exe";
  const beside = "C:\\Program Files\\Git\\usr\\bin\\ssh-keygen.exe";
  const other = "D:\\tools\\ssh-keygen.exe";
  const git = (folder: string) => `C:\\Program Files\\Git\\${folder}\\git.exe`;
  const env = { SystemRoot: "C:\\Windows", Path: "D:\\tools;C:\\Program Files\\Git\\cmd" };
  expect(findSshKeygen(env, machine("win32", windows, beside, other, git("cmd")))).toBe(windows);
  expect(findSshKeygen(env, machine("win32", beside, other, git("cmd")))).toBe(beside);
  expect(findSshKeygen(env, machine("win32", beside, other))).toBe(other);
  const inner = { Path: "C:\\Program Files\\Git\\mingw64\\bin" };
  expect(findSshKeygen(inner, machine("win32", beside, git("mingw64\\bin")))).toBe(beside);
  expect(findSshKeygen(env, machine("win32"))).toBeNull();
});
