import { statSync } from "node:fs";
import { posix, win32 } from "node:path";

type Env = Record<string, string | undefined>;

/** What a search depends on beside the environment; replaced in tests. */
export interface Machine {
  platform: NodeJS.Platform;
  isFile: (path: string) => boolean;
}

const thisMachine: Machine = {
  platform: process.platform,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
};

/**
 * Where ssh-keygen is; null when it is not installed. Windows and Git each bring one, with agents that do not know
 * each other: Windows' own comes first, since that is the one people add their keys to.
 */
export function findSshKeygen(env: Env, { platform, isFile }: Machine = thisMachine): string | null {
  const places = platform === "win32" ? windowsPlaces(env, isFile) : searchPath(env, posix);
  const name = platform === "win32" ? "ssh-keygen.exe" : "ssh-keygen";
  const { join } = platform === "win32" ? win32 : posix;
  return places.map((place) => join(place, name)).find(isFile) ?? null;
}

/** The agent's tool that came with this ssh-keygen. */
export function findSshAdd(sshKeygen: string, { platform, isFile }: Machine = thisMachine): string | null {
  const { dirname, join } = platform === "win32" ? win32 : posix;
  const path = join(dirname(sshKeygen), platform === "win32" ? "ssh-add.exe" : "ssh-add");
  return isFile(path) ? path : null;
}

function windowsPlaces(env: Env, isFile: Machine["isFile"]): string[] {
  const path = searchPath(env, win32);
  // Git is found in its folder cmd, bin or mingw64/bin; its other programs are in usr/bin.
  const gits = path.filter((folder) => isFile(win32.join(folder, "git.exe")));
  const beside = gits.flatMap((folder) => ["..", "../.."].map((up) => win32.join(folder, up, "usr", "bin")));
  return [win32.join(env.SystemRoot ?? "C:\\Windows", "System32", "OpenSSH"), ...beside, ...path];
}

/** Whole paths only: a program is never taken from the folder one happens to be in. */
function searchPath(env: Env, { delimiter, isAbsolute }: typeof posix): string[] {
  return (env.PATH ?? env.Path ?? "").split(delimiter).filter(isAbsolute);
}
