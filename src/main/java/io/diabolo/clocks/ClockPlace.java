package io.diabolo.clocks;

import java.util.UUID;

/** Where a promise of one kind is kept, when that isn't the page of its subject; a bean of the module whose promise it is. */
public interface ClockPlace {
    String kind();

    String path(UUID subject);
}
