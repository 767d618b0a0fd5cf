/** Names Windows keeps for itself: a folder called so cannot be copied there. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Why a word cannot be an id, or null. Ids name folders and files, in Git and on every system. */
export function idProblem(id: string): string | null {
  if (!/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(id))
    return "an id is made of small letters, digits and single hyphens, and begins and ends with a letter or digit";
  if (id.includes("--")) return "an id has no two hyphens in a row";
  if (reserved.test(id)) return "Windows keeps this name for itself";
  return null;
}

/** Why a word cannot be the id of a person, or null. A candidate's id is a person's as well. */
export const personIdProblem = (id: string): string | null =>
  idProblem(id) ?? (id === "program" ? "this name stands for the program itself, in signatures" : null);

/** The id a name suggests: "María López" becomes maria-lopez. Empty when nothing is left. */
export function idFrom(name: string): string {
  const id = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return reserved.test(id) ? `${id}-1` : id;
}
