package attention.definition;

/** Which columns belong to which head, of n × e numbers for several heads of width d. */
public enum Columns {
  /** Head h has the columns h·d … (h + 1)·d − 1. */
  BLOCKS,
  /** The n × e numbers are read row by row as heads × n × d. */
  VIEW,
  /** Head h has the columns h, h + heads, …. */
  INTERLEAVED
}
