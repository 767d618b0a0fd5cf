import { childOf, type Element, elementsOf } from "./xml.ts";

/** The row that stands in for the rows of an empty list: one cell over the whole width, saying so. */
export function noneRow(table: Element): string {
  const columns = elementsOf(childOf(table, "w:tblGrid") ?? table).filter(({ name }) => name === "w:gridCol");
  const width = columns.reduce((sum, { attributes }) => sum + (Number(attributes["w:w"]) || 0), 0);
  const span = columns.length > 1 ? `<w:gridSpan w:val="${columns.length}"/>` : "";
  const size = width > 0 ? `<w:tcW w:w="${width}" w:type="dxa"/>` : "";
  const text = '<w:r><w:rPr><w:color w:val="595959"/></w:rPr><w:t>None</w:t></w:r>';
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>${size}${span}</w:tcPr><w:p>${text}</w:p></w:tc></w:tr>`;
}
