package io.diabolo.directory;

import io.diabolo.importing.Applying;

/** What an import brought is looked through for duplicates once it is there: what the exact keys didn't tell. */
public interface LookForDuplicates {
    /** @param type company or person */
    void after(Applying applying, String type);
}
