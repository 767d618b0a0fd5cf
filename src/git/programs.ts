import { inRepository, type Repository } from "./open.ts";
import { parts } from "./run.ts";

const naming = "^(filter|diff|merge|trailer)\\..*\\.(clean|smudge|process|required|textconv|command|driver|cmd)$";

/**
 * An environment in which no program named in the settings can be started. Even `update-index` runs `filter.*.clean`
 * (for a file that changed in the second the index was written), and such names are not known beforehand.
 * By environment and not by -c, which cannot say a name that holds "=".
 */
export async function withoutPrograms(repository: Repository): Promise<Record<string, string>> {
  const { out } = await inRepository(repository, ["config", "-z", "--name-only", "--get-regexp", naming], {
    ok: [0, 1],
  });
  const names = [...new Set(parts(out))];
  const blanks = names.flatMap((name, index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, ""],
  ]);
  return { GIT_CONFIG_COUNT: String(names.length), ...Object.fromEntries(blanks) };
}
