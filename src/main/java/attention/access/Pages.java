package attention.access;

/** Who may read the explorer, Swagger UI, the OpenAPI document and the catalogue. */
enum Pages {
  /** Everybody. What they send needs a key all the same. */
  OPEN,
  /** Clients with a key that may compute. */
  SECURED,
  /** Nobody reads the pages; clients with a key still read the catalogue. */
  OFF
}
