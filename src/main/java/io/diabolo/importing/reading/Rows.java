package io.diabolo.importing.reading;

import java.util.Iterator;

/** The rows of a table, read as they are asked for. Blank rows are left out. Holds the file open until closed. */
public interface Rows extends Iterator<Row>, AutoCloseable {
    /** How far the reading is, in bytes of the file; for a sheet, its share of the workbook. */
    long bytesRead();

    @Override
    void close();
}
