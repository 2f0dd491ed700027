package io.diabolo.directory;

import java.util.List;
import java.util.UUID;

/** All fields of a record that can be edited, in one form. */
record RecordForm(String plural, UUID id, int version, String title, List<RecordPage.Fact> facts, boolean stale) {
    String path() {
        return "/" + plural + "/" + id;
    }
}
