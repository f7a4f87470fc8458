package vn.sen.publish.sources;

import java.util.Optional;
import vn.sen.catalog.Operations.Run;
import vn.sen.catalog.RegisteredSource;

/** One harvest. */
public record RunView(Run run, RunReport report, Optional<RegisteredSource> source) {}
