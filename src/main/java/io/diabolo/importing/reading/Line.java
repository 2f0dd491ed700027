package io.diabolo.importing.reading;

import java.util.List;

/** One record of a file before headers are known. {@code width} counts also the cells that were too many to keep. */
record Line(int number, List<String> cells, int width) {
    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    long filled() {
        return cells.stream().filter(cell -> !cell.isBlank()).count();
    }
}
