/** Hours are added as whole hundredths, so that twenty hours are twenty hours. */
export const hundredths = (hours: number) => Math.round(hours * 100);

/** True when an hour figure has at most two decimals. */
export const isExact = (hours: number) => Math.abs(hours * 100 - hundredths(hours)) < 1e-6;

export const sumHours = (all: number[]) => all.reduce((total, hours) => total + hundredths(hours), 0) / 100;

/** As people read it: 20, 14.5, 19.99. */
export const hoursText = (hours: number) => String(hundredths(hours) / 100);

/** Minutes from "15:30" to "16:45"; null when they are not times, or run backwards. */
export function minutesBetween(start: string, end: string): number | null {
  const minutes = (time: string) => {
    const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
    return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
  };
  const from = minutes(start);
  const to = minutes(end);
  return from === null || to === null || to <= from ? null : to - from;
}
