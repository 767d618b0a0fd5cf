import anyAscii from "any-ascii";

/** Letters of any script in those of ASCII, as nearly as they are read: "Đặng" becomes Dang, "Weiß" Weiss. What is no letter or digit stays. */
export const transliterate = (text: string): string =>
  text.normalize("NFC").replace(/[\p{L}\p{M}\p{N}]/gu, (letter) => anyAscii(letter).replace(/[^a-z0-9]/gi, ""));
