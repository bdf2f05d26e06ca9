/**
 * Types that modules of the explorer share. They are checked with the modules, and not sent to browsers: what a page
 * loads is limited.
 */

type Json = Record<string, any>;
type Row = (number | null)[];
type Child = Node | string | number | null | undefined | false | Child[];
type State = import("../resources/static/explorer/state.js").State;
type Answer = import("../resources/static/explorer/answer.js").Answer;
type Scale = import("../resources/static/explorer/colour.js").Scale;
type ColourRange = "fixed" | "max" | "row" | "log";

/** What is looked at. */
interface Look {
  row?: number;
  cell?: {i: number, j: number} | null;
  head?: number;
  view?: string;
  ranges?: Record<string, ColourRange>;
}

/** How a request was opened: with the numbers of another program, by stage, to be checked. */
type Opening = {own: Record<string, any> | null};

interface Example {
  name: string;
  title: string;
  path: string;
  why: string;
  request: Json;
}

/** A cell, a whole row (j null) or a whole column (i null). */
type Place = {i: number | null, j: number | null};

/** What a map shows. */
interface Drawing {
  rows: Row[];
  rowLabels: string[];
  columnLabels: string[];
  /** What columns and rows are, one below the other. */
  corner: string[];
  scale: Scale;
  masked: (i: number, j: number) => boolean;
  /** The numbers before the last edit. */
  before: Row[] | null;
  /** How wide it may be, in CSS pixels. */
  room: number;
  /** The least height above the cells, so that maps beside each other align. */
  top?: number;
  /** How high a row may be. */
  tallest?: number;
  /** How many rows have their numbers, if not all. */
  arrived?: number;
  font: string;
}

/** Where a map has its cells. */
interface Layout {
  /** Beside the cells, for the names of rows. */
  left: number;
  /** Above the cells, for the names of columns. */
  top: number;
  /** Beside the cells, for names of columns that lean over. */
  right: number;
  /** Of a cell. */
  width: number;
  /** Of a cell. */
  height: number;
  /** Whether the names of columns are level; else they lean. */
  straight: boolean;
}

/** What a card shows. */
interface Content {
  stage: string;
  latex: string;
  title: string;
  /** What its rows and columns are, as a sentence. */
  axes: string;
  /** The same, above the names of the rows. */
  corner: string[];
  signed: boolean;
  rows: Row[];
  before: Row[] | null;
  rowLabels: string[];
  columnLabels: string[];
  masked: (i: number, j: number) => boolean;
  range: ColourRange;
  table: boolean;
  hint: string | null;
  /** How many rows have their numbers, if not all. */
  arrived?: number;
}

/** Who is told what somebody does with a card. */
interface Listeners {
  hover: (at: {i: number, j: number} | null) => void;
  choose: (at: {i: number, j: number}) => void;
  range: (range: ColourRange) => void;
  table: () => void;
  /** Where the keyboard is, and what is there. */
  say: (text: string) => void;
  /** A picture of it, where the service draws it. */
  save?: (kind: import("../resources/static/explorer/pictures.js").Kind) => Promise<void>;
}

/** Where a number of the ledger is from: a card, or a field of what was posted. */
type Origin = {stage: string, i: number, j: number, posted?: boolean};
type Light = (origin: Origin) => void;

/** A line of the ledger. */
interface Line {
  stage: string;
  /** What the line is called, if not as its stage. */
  name?: string;
  /** The arithmetic. */
  work: Child;
  /** The service's number. */
  result?: Child;
  note?: Child;
  /** What is between the arithmetic and the number, if not an equals sign. */
  joint?: string;
}

/** What the ledger explains. */
interface Cell {
  answer: Answer;
  /** The answer before the last edit. */
  before: Answer | null;
  /** The row of the answer. */
  i: number;
  /** The key. */
  j: number;
  head: number;
  write: import("../resources/static/explorer/terms.js").Writer;
}
