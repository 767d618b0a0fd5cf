/** Sizes are in twentieths of a point, fonts in half points, as Word counts. Letter paper, 0.75 inch margins. */
export const paper = { width: 12240, height: 15840, margin: 1080, header: 500 };
export const colours = { dark: "1F3864", grey: "595959", line: "A6A6A6", shade: "EEF2F8", white: "FFFFFF" };
export const fonts = { body: "Calibri", digits: "Courier New", text: 21, label: 21, small: 17, cell: 19, digest: 15 };

const heading = (size: number, before: number, outlineLevel: number) => ({
  run: { font: fonts.body, size, bold: true, color: colours.dark },
  paragraph: { spacing: { before, after: 80 }, keepNext: true, keepLines: true, outlineLevel },
});

export const styles = {
  default: {
    document: {
      run: { font: fonts.body, size: fonts.text, language: { value: "en-US" } },
      paragraph: { spacing: { after: 80 } },
    },
    title: {
      run: { font: fonts.body, size: 34, bold: true, color: colours.dark },
      paragraph: { spacing: { before: 0, after: 60 }, keepNext: true },
    },
    heading1: heading(28, 320, 0),
    heading2: heading(24, 260, 1),
    heading3: heading(22, 200, 2),
    heading4: heading(21, 160, 3),
    hyperlink: { run: { color: "0563C1", underline: { type: "single" as const } } },
  },
  paragraphStyles: [
    {
      id: "Lead",
      name: "Lead",
      basedOn: "Normal",
      run: { color: colours.grey, size: 20 },
      paragraph: { spacing: { after: 100 }, keepNext: true },
    },
    {
      id: "Prompt",
      name: "Prompt",
      basedOn: "Normal",
      run: { color: colours.grey, size: fonts.small },
      paragraph: { spacing: { after: 20 }, keepNext: true },
    },
    {
      id: "Label",
      name: "Label",
      basedOn: "Normal",
      run: { bold: true, size: fonts.label },
      paragraph: { spacing: { after: 0 }, keepNext: true },
    },
    { id: "Answer", name: "Answer", basedOn: "Normal", paragraph: { spacing: { after: 80, line: 259 } } },
    {
      id: "CellText",
      name: "Cell Text",
      basedOn: "Normal",
      run: { size: fonts.cell },
      paragraph: { spacing: { after: 20 } },
    },
    {
      id: "Count",
      name: "Count",
      basedOn: "Normal",
      run: { color: colours.grey, size: fonts.small },
      paragraph: { spacing: { before: 20, after: 100 } },
    },
    {
      id: "Cited",
      name: "Cited",
      basedOn: "Normal",
      run: { bold: true },
      paragraph: { spacing: { before: 220, after: 0 }, keepNext: true },
    },
    {
      id: "Total",
      name: "Total",
      basedOn: "Normal",
      run: { bold: true, size: 20 },
      paragraph: { spacing: { before: 40, after: 0 } },
    },
    {
      id: "Statement",
      name: "Statement",
      basedOn: "Normal",
      run: { bold: true },
      paragraph: { spacing: { before: 240, after: 40 }, keepNext: true },
    },
    {
      id: "Mark",
      name: "Mark",
      basedOn: "Normal",
      run: { size: fonts.small },
      paragraph: { spacing: { after: 0 } },
    },
    {
      id: "Digest",
      name: "Digest",
      basedOn: "Normal",
      run: { font: fonts.digits, size: fonts.digest, color: colours.grey },
      paragraph: { spacing: { after: 0 } },
    },
    {
      id: "About",
      name: "About",
      basedOn: "Normal",
      run: { color: colours.grey, size: 20 },
      paragraph: { spacing: { before: 120, after: 120 } },
    },
    { id: "End", name: "End", basedOn: "Normal", run: { size: 2 }, paragraph: { spacing: { after: 0, line: 20 } } },
  ],
};
