package attention.fuzz;

/** What a try is about. */
enum Kind {
  /** Examples in JSON, mutated. */
  JSON {
    private final JsonTrials trials = new JsonTrials();

    @Override
    Trial trial(Chance chance) {
      return trials.next(chance);
    }
  },
  /** NumPy files with query parameters. */
  NPY {
    private final NpyTrials trials = new NpyTrials();

    @Override
    Trial trial(Chance chance) {
      return trials.next(chance);
    }
  },
  /** Checks of wrong numbers, mutated. */
  CHECK {
    private final CheckTrials trials = new CheckTrials();

    @Override
    Trial trial(Chance chance) {
      return trials.next(chance);
    }
  },
  /** Pictures with parameters. */
  PICTURE {
    private final PictureTrials trials = new PictureTrials();

    @Override
    Trial trial(Chance chance) {
      return trials.next(chance);
    }
  },
  /** Archives of requests and checks, damaged. */
  ARCHIVE {
    private final ArchiveTrials trials = new ArchiveTrials();

    @Override
    Trial trial(Chance chance) {
      return trials.next(chance);
    }
  },
  /** Methods, paths, queries and headers of everything that the service has. */
  HEAD {
    private final HeadTrials trials = HeadTrials.ofService();

    @Override
    Trial trial(Chance chance) {
      return trials.next(chance);
    }
  },
  /** The same on the port for management. */
  MANAGEMENT {
    private final HeadTrials trials = HeadTrials.ofManagement();

    @Override
    Trial trial(Chance chance) {
      return trials.next(chance);
    }
  };

  abstract Trial trial(Chance chance);
}
