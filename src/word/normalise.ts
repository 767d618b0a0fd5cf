import { type Parts, pack, readContainer, writeContainer } from "./container.ts";

/** The day written into every template; a real one would make two runs differ. */
const fixedDay = "2023-07-01T00:00:00Z";

/** Makes a file from `docx` the same on every run: fixed dates, fields with a result, sorted parts. */
export function normalise(bytes: Uint8Array): Uint8Array {
  const parts = readContainer(bytes);
  if ("problem" in parts) throw new Error(`docx wrote a file that cannot be read: ${parts.problem}`);
  return writeContainer(
    [...(parts as Parts)]
      .sort(([one], [other]) =>
        one === "[Content_Types].xml" ? -1 : other === "[Content_Types].xml" ? 1 : one < other ? -1 : 1,
      )
      .map(([name, content]) => pack(name, Buffer.from(settle(name, Buffer.from(content).toString("utf8")), "utf8"))),
  );
}

function settle(name: string, text: string): string {
  if (name === "docProps/core.xml") return text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${fixedDay}`);
  // Word offers to repair a page number that was never computed.
  return text.replaceAll(
    '<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/>',
    '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/>',
  );
}
