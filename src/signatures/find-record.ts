import { UserError } from "../core/problems/user-error.ts";
import type { Judged } from "../core/records/signature.ts";
import { type Statement, shortId } from "../core/records/statement.ts";

/** A record that can be understood. */
export type Known = Judged & { statement: Statement };

/** The record meant by a word: its file, or the first letters of its id (six or more). Throws UserError. */
export function findRecord(records: Judged[], word: string): Known {
  const name = word.trim().replace(/^sha256:/, "");
  const isMeant = ({ path, id }: Judged) =>
    path === name || path.endsWith(`/${name}`) || (/^[0-9a-f]{6,64}$/.test(name) && id.startsWith(`sha256:${name}`));
  const found = records.filter((each): each is Known => each.statement !== null && isMeant(each));
  const [first] = found;
  if (first && found.length === 1) return first;
  if (first)
    throw new UserError(
      `"${word}" can mean several records.`,
      `Give more of the id: ${found.map(({ id }) => shortId(id)).join(", ")}.`,
    );
  throw new UserError(`There is no signature record "${word}".`, "Records and their ids: ilp history CANDIDATE");
}
