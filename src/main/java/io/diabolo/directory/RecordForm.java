package io.diabolo.directory;

import io.diabolo.records.FormPart;
import java.util.List;
import java.util.UUID;

/** All fields of a record that can be edited, in one form. */
record RecordForm(
        String type, String plural, UUID id, int version, String title, List<RecordPage.Fact> facts, boolean stale) {
    List<RecordPage.Fact> facts(FormPart part) {
        return facts.stream().filter(fact -> fact.part() == part).toList();
    }

    boolean isFaulty(FormPart part) {
        return facts(part).stream().anyMatch(fact -> !fact.fault().isEmpty());
    }

    String path() {
        return "/" + plural + "/" + id;
    }
}
