import type { SectionPlace } from "../../core/records/slots.ts";

/** The parts meant among those there are: by their address or its last word; all when none was named. */
export const meant = <Place extends SectionPlace>(places: Place[], wanted: string | undefined): Place[] =>
  wanted === undefined
    ? places
    : places.filter(({ section }) => section === wanted || section.split("/").at(-1) === wanted);
