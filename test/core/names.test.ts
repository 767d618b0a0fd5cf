/** The ids that names suggest. */
import { describe, expect, it } from "vitest";
import { idFrom, idProblem } from "../../src/core/basics/names.ts";

const long = "Annabella Marguerite Josephine Wilhelmina";

describe("the id of a name", () => {
  it.each([
    ["María López", "maria-lopez"],
    ["Đặng Thị Đào", "dang-thi-dao"],
    ["Đặng Thị Đào".normalize("NFD"), "dang-thi-dao"],
    ["Weiß Keßler", "weiss-kessler"],
    ["Łukasz Søren", "lukasz-soren"],
    ["Işık", "isik"],
    ["İpek", "ipek"],
    ["Agüero Þór Æsir", "aguero-thor-aesir"],
    ["Ольга", "olga"],
    ["김민수", "gimminsu"],
    ["李小龍", "lixiaolong"],
    ["Dr. O'Neil-Reyes, Ed.D.", "dr-o-neil-reyes-ed-d"],
    ["Ka'ahumanu", "ka-ahumanu"],
    ["con", "con-1"],
    ["🙂 —", ""],
  ])("%s: %s", async (name, id) => {
    expect(await idFrom(name)).toBe(id);
  });

  it("is whole up to 60 letters; beyond that it ends with digits of the whole", async () => {
    const at = [59, 60, 61].map((length) => "a".repeat(length));
    const ids = await Promise.all(at.map(idFrom));
    expect(ids.slice(0, 2)).toEqual(at.slice(0, 2));
    expect(ids[2]).toMatch(/^a{51}-[0-9a-f]{8}$/);
  });

  it("is another for each of two names that are alike in their first 40 letters, or 70", async () => {
    const alike = [`${long} von Hohenberg`, `${long} von Hohenstein`];
    const longer = alike.flatMap((name) => [
      `${name} und zu Wittelsbach der Erste`,
      `${name} und zu Wittelsbach, Anna`,
    ]);
    const ids = await Promise.all([...alike, ...longer].map(idFrom));
    expect(new Set(ids).size).toBe(6);
    expect(ids.map((id) => idProblem(`${id}-12`)).filter(Boolean)).toEqual([]);
  });
});
