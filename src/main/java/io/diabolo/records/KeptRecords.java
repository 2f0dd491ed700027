package io.diabolo.records;

import io.diabolo.records.Undo.Kept;
import java.util.ArrayList;
import java.util.List;

/** What an undo leaves as it is: all are counted, the first are listed. */
final class KeptRecords {
    private final int listed;
    private final List<Kept> first = new ArrayList<>();
    private long count;

    KeptRecords(int listed) {
        this.listed = listed;
    }

    void add(long number, List<Kept> some) {
        count += number;
        some.stream().limit(Math.max(0, listed - first.size())).forEach(first::add);
    }

    List<Kept> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }
}
