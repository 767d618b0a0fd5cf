/** How much is open and how much of it late: the same numbers and words in check and status. */
export const toDoWords = ({ open, late }: { open: number; late: number }): string =>
  `${shown(open)} ${open === 1 ? "thing" : "things"} to do${late > 0 ? `, ${shown(late)} late` : ""}.`;

const shown = (number: number) => number.toLocaleString("en-US");
