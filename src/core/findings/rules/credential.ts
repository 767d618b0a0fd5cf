import { daysBetween, isDay } from "../../basics/dates.ts";
import { isMapping, text } from "../../basics/values.ts";
import { count } from "../../program/program.ts";
import { finding, type Rule } from "../../review/year.ts";
import { lastDayOf } from "./supporters.ts";

/** The preliminary credential lasts to the end of the program's year, and the program was begun soon after it was issued. */
export const credential: Rule = {
  reads: ["profile/credential/issued", "profile/credential/expires"],
  run(document, view, { today }) {
    const { profile, settings } = view;
    const given = isMapping(document.value.credential) ? document.value.credential : {};
    const [issued, expires] = [text(given.issued), text(given.expires)];
    const ends = lastDayOf(view);
    const start = profile["program-start"];
    const limit = count(settings, "enrolment.days");
    // Who began in another program enrolled there.
    const waited = isDay(issued) && profile["transferred-in"] !== true ? daysBetween(issued, start) : 0;
    return [
      ...(isDay(expires) && (expires < today || expires < ends)
        ? [
            finding(document, "/credential/expires", expires < today ? "credential-expired" : "credential-ends", {
              expires,
              ends,
            }),
          ]
        : []),
      ...(limit > 0 && waited > limit
        ? [
            finding(
              document,
              "/credential/issued",
              "enrolled-late",
              { days: waited, limit, issued, start },
              { also: [{ path: document.file, pointer: "/program-start" }] },
            ),
          ]
        : []),
    ];
  },
};

/** One person, one name: people.yaml and the profile agree. */
export const oneName: Rule = {
  reads: ["profile/name"],
  run(document, { candidate, people }) {
    const name = text(document.value.name);
    const index = people.people.findIndex(({ id }) => id === candidate);
    const other = people.people[index]?.name;
    if (other === undefined || other.normalize("NFC") === name.normalize("NFC")) return [];
    const place = { path: "people.yaml", pointer: `/people/${index}/name` };
    return [finding(document, "/name", "two-names", { id: candidate, name, other }, { also: [place] })];
  },
};
