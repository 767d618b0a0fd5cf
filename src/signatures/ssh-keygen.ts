import { UserError } from "../core/problems/user-error.ts";
import { requireRoomForKey } from "./key-files.ts";
import { Interrupted, type ProgramRun, runProgram } from "./run-program.ts";
import { signatureNamespace } from "./sshsig.ts";

type Env = Record<string, string | undefined>;

export interface NewKey {
  /** Where ssh-keygen is. */
  program: string;
  file: string;
  comment: string;
  env: Env;
  /** Left out, ssh-keygen asks on the terminal. For tests: other people on the computer can read it while it runs. */
  passphrase?: string;
}

/** Makes an Ed25519 key in `file` and `file`.pub. Throws UserError, also when either is there. */
export async function generateKey({ program, file, comment, env, passphrase }: NewKey): Promise<void> {
  requireRoomForKey(file);
  const args = ["-q", "-t", "ed25519", "-C", comment.replace(/\p{Cc}/gu, " "), "-f", file];
  const secret = passphrase === undefined ? [] : ["-N", passphrase];
  const interactive = passphrase === undefined;
  const { code, err } = await start({ program, args: [...args, ...secret], env, interactive });
  if (code === 0) return;
  const why = firstLine(err);
  throw new UserError(`No key was made${why ? `: ${why}` : ""}.`, "Run the command again in a terminal.");
}

export interface SshSigning {
  program: string;
  /** A private key, or a public one (.pub) whose private half is in the agent. */
  keyFile: string;
  message: Uint8Array;
  namespace?: string;
  /** Whether ssh-keygen may ask for a passphrase on the terminal. */
  interactive: boolean;
  env: Env;
}

/** Signs with ssh-keygen (OpenSSH 8.1 or newer), with the agent if that holds the key. One base64 line. Throws UserError. */
export async function signWithSshKeygen(signing: SshSigning): Promise<string> {
  const { program, keyFile, message, namespace = signatureNamespace, interactive, env } = signing;
  const args = ["-q", "-Y", "sign", "-n", namespace, "-f", keyFile];
  const ran = await start({ program, args, env: askingHere(env, interactive), input: message, interactive });
  const armour = /^-----BEGIN SSH SIGNATURE-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END SSH SIGNATURE-----\s*$/.exec(
    ran.out,
  );
  if (ran.code !== 0 || !armour) throw refusal(keyFile, ran, interactive, env);
  return (armour[1] ?? "").replace(/\s+/g, "");
}

/**
 * With its input taken by the message, ssh-keygen would ask for the passphrase in a window wherever there is a
 * desktop, and fail if no such window is installed. On a terminal it shall ask there, unless the person chose a window.
 */
function askingHere(env: Env, interactive: boolean): Env {
  const chosen = env.SSH_ASKPASS || env.SSH_ASKPASS_REQUIRE;
  return interactive && !chosen ? { ...env, SSH_ASKPASS_REQUIRE: "never" } : env;
}

async function start(run: Parameters<typeof runProgram>[0]): Promise<ProgramRun> {
  try {
    // In English, since its words are read here.
    return await runProgram({ ...run, env: { ...run.env, LC_ALL: "C" } });
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    throw new UserError(
      `ssh-keygen cannot be started (${run.program}): ${(error as Error).message}.`,
      "Install OpenSSH, which brings ssh-keygen.",
    );
  }
}

/** What ssh-keygen says, and what that means for the person. */
function refusal(keyFile: string, { code, err }: ProgramRun, interactive: boolean, env: Env): UserError {
  const retry = "Nothing was signed. Run the command again.";
  const add = `ssh-add ${keyFile.replace(/\.pub$/, "")}`;
  // Only when its words did not go to the terminal.
  if (interactive) return new UserError("ssh-keygen did not sign; a wrong passphrase is the usual cause.", retry);
  if (/incorrect passphrase|bad passphrase/.test(err))
    return env.SSH_ASKPASS
      ? new UserError(`The passphrase of ${keyFile} is wrong.`, retry)
      : new UserError(
          `The key ${keyFile} has a passphrase, and there is no terminal to ask for it.`,
          `Run the command again in a terminal, or give the key to the agent first:\n  ${add}`,
        );
  if (/UNPROTECTED|bad permissions/.test(err))
    return new UserError(
      `The key ${keyFile} can be read by others, so it is not used.`,
      `Keep it to yourself:\n  chmod 600 ${keyFile}`,
    );
  if (/No private key found|agent refused/.test(err))
    return new UserError(`The private half of ${keyFile} is neither beside it nor in the agent.`, `Add it:\n  ${add}`);
  if (/(unknown|illegal|invalid) option/.test(err))
    return new UserError(
      "This ssh-keygen is too old to sign.",
      "Install OpenSSH 8.8 or newer; it comes with a newer system, or with a newer Git on Windows.",
    );
  const why = code === null ? "it took too long" : firstLine(err) || "it gave no reason";
  return new UserError(`ssh-keygen did not sign: ${why}.`, retry);
}

const firstLine = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim().replace(/\.$/, ""))
    .filter((line) => line !== "" && !line.startsWith("@"))[0] ?? "";
