package io.diabolo.importing.reading;

import java.util.List;

/** The answer to "open this file". */
public sealed interface Opening {
    /** All of it could be read once: the rows will come. One table for a CSV, one for each filled sheet of a workbook. */
    record Opened(List<Table> tables) implements Opening {
        public Opened {
            tables = List.copyOf(tables);
        }
    }

    /** Nothing is taken from the file. The arguments are those of the reason's message, in order. */
    record Unreadable(Reason reason, List<Object> args) implements Opening {
        public Unreadable {
            args = List.copyOf(args);
        }
    }
}
