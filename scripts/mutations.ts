/** Small changes that make a program another one: where they can be made in a file, found with TypeScript's own parser. */
import { createHash } from "node:crypto";
import ts from "typescript";

export interface Mutation {
  file: string;
  line: number;
  start: number;
  end: number;
  /** What stands there, and what is put in its place. */
  from: string;
  to: string;
}

/** A change of the text between two places of a file. */
type Change = Pick<Mutation, "start" | "end" | "to">;

/** An operator, and what it becomes: other ends of a range, the other way round, the other word. */
const operators: Record<string, string[]> = {
  "<": ["<=", ">"],
  "<=": ["<", ">"],
  ">": [">=", "<"],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "&&": ["||"],
  "||": ["&&"],
  "+": ["-"],
  "-": ["+"],
};
const literals: Record<string, string> = { "0": "1", "1": "0", true: "false", false: "true" };

/** Every change that can be made in a file, from its beginning to its end. */
export function mutationsIn(file: string, text: string): Mutation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    for (const { start, end, to } of changesOf(node, source)) {
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      found.push({ file, line, start, end, from: text.slice(start, end), to });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

export const mutated = (text: string, { start, end, to }: Change): string =>
  text.slice(0, start) + to + text.slice(end);

function changesOf(node: ts.Node, source: ts.SourceFile): Change[] {
  const textOf = (each: ts.Node) => each.getText(source);
  const put = (place: ts.Node, to: string): Change => ({ start: place.getStart(source), end: place.getEnd(), to });
  if (ts.isBinaryExpression(node)) {
    const { left, right, operatorToken } = node;
    if (operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return [put(node, textOf(right))];
    // By the other operator, what was read as a < b > c might be a type: brackets keep it one expression.
    return (operators[textOf(operatorToken)] ?? []).map((to) => put(node, `(${textOf(left)} ${to} ${textOf(right)})`));
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [put(node, textOf(node.operand))];
  if (ts.isConditionalExpression(node))
    return [put(node, `${textOf(node.condition)} ? ${textOf(node.whenFalse)} : ${textOf(node.whenTrue)}`)];
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    textOf(node.expression.name) === "filter"
  )
    return [put(node, textOf(node.expression.expression))];
  const other = isWord(node) ? literals[textOf(node)] : undefined;
  if (other !== undefined) return [put(node, other)];
  return ts.isBlock(node) && ts.isFunctionLike(node.parent) && node.statements.length > 0 ? nothing(node, source) : [];
}

const isWord = (node: ts.Node) =>
  ts.isNumericLiteral(node) || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;

/** A function that comes back at once with nothing. */
const nothing = (body: ts.Block, source: ts.SourceFile): Change[] => {
  const start = body.getStart(source) + 1;
  return ["[]", "null"].map((value) => ({ start, end: start, to: ` return ${value};` }));
};

/**
 * In an order that looks like chance, and is the same for the same seed. Each has its place by what it is itself, so that
 * a change elsewhere in the source leaves the others where they were.
 */
export function drawn(all: Mutation[], seed: number): Mutation[] {
  const seen = new Map<string, number>();
  const placed = all.map((each) => {
    const what = [seed, each.file, each.from, each.to].join("\n");
    const nth = seen.get(what) ?? 0;
    seen.set(what, nth + 1);
    return { each, place: createHash("sha256").update(`${what}\n${nth}`).digest("hex") };
  });
  return placed.sort((one, other) => (one.place < other.place ? -1 : 1)).map(({ each }) => each);
}
