/** What a picture is and how large, in pixels. Null for anything but a whole PNG or JPEG header. */
export function pictureSize(bytes: Uint8Array): { type: "png" | "jpeg"; width: number; height: number } | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length > 24 && file.readUInt32BE(0) === 0x89504e47)
    return sized("png", file.readUInt32BE(16), file.readUInt32BE(20));
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < file.length; ) {
    const marker = file.readUInt16BE(at);
    if ((marker & 0xff00) !== 0xff00) return null;
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return sized("jpeg", file.readUInt16BE(at + 7), file.readUInt16BE(at + 5));
    at += 2 + file.readUInt16BE(at + 2);
  }
  return null;
}

const sized = (type: "png" | "jpeg", width: number, height: number) =>
  width > 0 && height > 0 ? { type, width, height } : null;

/** English metric units: 914,400 an inch. A picture is at most as wide and high as this, and never enlarged beyond 96 dots an inch. */
const bounds = { width: 6 * 914_400, height: 7 * 914_400, pixel: 9525 };

/** The drawing of a picture in a line of text. `id` is unique in the document. */
export function drawing(
  bytes: Uint8Array,
  relationship: string,
  id: number,
  name: string,
  description: string,
): string {
  const size = pictureSize(bytes) ?? { width: 1, height: 1 };
  const scale = Math.min(bounds.pixel, bounds.width / size.width, bounds.height / size.height);
  const extent = `cx="${Math.round(size.width * scale)}" cy="${Math.round(size.height * scale)}"`;
  const named = `id="${id}" name="${name}" descr="${description}"`;
  return (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">' +
    `<wp:extent ${extent}/><wp:docPr ${named}/>` +
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">' +
    `<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>` +
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
  );
}
