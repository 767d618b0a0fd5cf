/** A parsed YAML value: what a document holds. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Mapping = { [key: string]: Value };

export const isMapping = (value: Value | undefined): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `null`, `""` (or only spaces), `[]`, and anything made only of these, is "not answered yet". Ids say nothing by themselves. */
export function isBlank(value: Value | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.every(isBlank);
  if (typeof value === "object") return Object.entries(value).every(([key, inner]) => key === "id" || isBlank(inner));
  return false;
}

/** The items of a list answer; a blank list has none. */
export const items = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);

export const text = (value: Value | undefined): string => (typeof value === "string" ? value.trim() : "");

/** Every value at a path of keys below `value`; `*` stands for each item of a list. Items come with their JSON pointer. */
export function valuesAt(value: Value | undefined, path: string, pointer = ""): { value: Value; pointer: string }[] {
  const [key, ...rest] = path.split("/");
  const below = (inner: Value | undefined, step: string) =>
    inner === undefined
      ? []
      : rest.length === 0
        ? [{ value: inner, pointer: `${pointer}/${step}` }]
        : valuesAt(inner, rest.join("/"), `${pointer}/${step}`);
  if (key === "*") return items(value).flatMap((inner, index) => below(inner, String(index)));
  return isMapping(value) && key !== undefined ? below(value[key], key) : [];
}
