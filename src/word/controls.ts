import { anchorOf } from "./anchors.ts";
import { cleanText, escapeAttribute } from "./xml.ts";

/** What a content control says about itself. */
export interface Control {
  /** The answer's anchor, or anchor=value for a box. */
  anchor: string;
  label: string;
  /** Unique in the file. */
  id: number;
  /** The look of what is typed into it. */
  look: string;
  /** True while it shows its prompt: then it counts as empty. */
  prompting?: boolean;
  /** Only text without links goes into a plain control; a box is ticked or not. */
  kind?: "plain" | "ticked" | "clear";
}

const boxStates =
  '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>';

const kinds: Record<NonNullable<Control["kind"]>, string> = {
  plain: '<w:text w:multiLine="1"/>',
  ticked: `<w14:checkbox><w14:checked w14:val="1"/>${boxStates}</w14:checkbox>`,
  clear: `<w14:checkbox><w14:checked w14:val="0"/>${boxStates}</w14:checkbox>`,
};

const aliasLimit = 60;

/** A locked content control round text or paragraphs. The key stands in the tag and, for programs that drop tags, in the alias. */
export function control({ anchor, label, id, look, prompting, kind }: Control, content: string): string {
  const { key } = anchorOf(anchor);
  const name = cleanText(label).replaceAll("\n", " ");
  const alias = escapeAttribute(`${name.length > aliasLimit ? `${name.slice(0, aliasLimit - 1)}…` : name} [${key}]`);
  return (
    `<w:sdt><w:sdtPr>${look}<w:alias w:val="${alias}"/><w:tag w:val="${key}"/><w:id w:val="${id}"/><w:lock w:val="sdtLocked"/>` +
    `${prompting ? "<w:showingPlcHdr/>" : ""}${kind ? kinds[kind] : ""}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
  );
}

/** Marks a place by name. The name is unique in the file, so is the id. */
export const bookmarked = (name: string, id: number, content: string) =>
  `<w:bookmarkStart w:id="${id}" w:name="${name}"/>${content}<w:bookmarkEnd w:id="${id}"/>`;
