import { expect, it } from "vitest";
import { git, ilp, snapshot } from "../cli.ts";
import { copyOf, entry, log, logText, record, recordAll, sharedProgram, signature } from "./shared.ts";

it("four people, three rounds, all sending at once: everything arrives everywhere", async () => {
  const { origin } = sharedProgram();
  const copies = ["a", "b", "c", "d"].map((name) => copyOf(origin, name, `${name}@example.org`));
  recordAll(copies[0] ?? "", { [log]: logText(...["a", "b", "c", "d"].map((name) => entry(name, "none"))) });
  for (const copy of copies) expect((await ilp(copy, "send")).code).toBe(0);
  for (let round = 1; round <= 3; round++) {
    for (const [index, copy] of copies.entries()) {
      const name = "abcd"[index] ?? "";
      const mine =
        snapshot(copy)[log]?.replace(new RegExp(`(id: "${name}"\\n.*\\n.*title: ).*`), `$1"round ${round}"`) ?? "";
      recordAll(copy, { [record(`${name}-${round}`)]: signature("coach-one", `${name}${round}`), [log]: mine });
    }
    for (let again = 0; again < 3; again++) await Promise.all(copies.map((copy) => ilp(copy, "send")));
    const ran = [];
    for (const copy of copies) ran.push(await ilp(copy, "send"));
    expect(ran.map(({ code, err }) => [code, err])).toEqual(copies.map(() => [0, ""]));
    for (const copy of copies) expect((await ilp(copy, "send")).out).toBe("Everything is shared.\n");
    const all = copies.map((copy) => snapshot(copy));
    for (const each of all) expect(each).toEqual(all[0]);
    expect(Object.keys(all[0] ?? {}).filter((name) => name.includes("signatures/"))).toHaveLength(4 * round);
    expect(all[0]?.[log]?.match(new RegExp(`round ${round}`, "g"))).toHaveLength(4);
  }
  git(origin, "fsck", "--strict");
});
