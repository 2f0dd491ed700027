package io.diabolo.pipeline;

import java.util.List;
import java.util.UUID;

/** Which competitors are known, to choose from when a deal is won or lost; a bean of the module that knows them. */
public interface CompetitorNames {
    /** Those in the race first. */
    List<String> offered(UUID opportunity);
}
