package io.diabolo.importing;

import io.diabolo.importing.mapping.Field;
import io.diabolo.importing.mapping.Fields;
import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.Target;
import io.diabolo.importing.reading.Row;
import io.diabolo.importing.reading.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way from files to records, in temporary tables that end with the transaction: {@code staged_<target>}
 * with a column for each field, and what became of the row.
 */
final class Staging {
    private static final int BUFFER = 1 << 16;
    private final DSLContext sql;

    Staging(DSLContext sql) {
        this.sql = sql;
    }

    /** Makes the empty tables, one for each target. */
    void open() {
        for (var target : Target.values()) {
            var fields = Fields.of(target);
            var columns = fields.stream()
                    .map(field -> "\"" + field.name() + "\" " + type(field))
                    .collect(Collectors.joining(",\n"));
            var references = fields.stream()
                    .filter(field -> field.reference() != null)
                    .map(field -> "\"" + field.name() + "_id\" uuid, \"" + field.name() + "_linked\" boolean, \""
                            + field.name() + "_optional\" boolean,")
                    .collect(Collectors.joining("\n"));
            sql.execute("""
                    create temporary table staged_%s (
                        row_id bigint generated always as identity primary key,
                        file_no integer,
                        row_no integer,
                        -- implied by a row of another target: a lead's person, a deal's company
                        derived boolean not null default false,
                        source_row bigint,
                        source_target text,
                        %s,
                        %s
                        unit text,                      -- the currency of all amounts of the row
                        custom jsonb not null default '{}',
                        clears text[] not null default '{}', -- fields emptied on purpose, in a file that came from here
                        record_id uuid,
                        matched_by text,
                        same_as bigint,
                        journey_id uuid,
                        action text,
                        mode text,
                        refusal text,
                        refusal_arg text,
                        note text,                      -- what was left empty because it can't be read, though the row stays
                        stage_kept boolean not null default false
                    ) on commit drop
                    """.formatted(target.id(), columns, references));
        }
    }

    private static String type(Field field) {
        return switch (field.kind()) {
            case DATE, DATE_TIME -> "timestamptz";
            case MONEY, DECIMAL, PERCENTAGE -> "numeric";
            case INTEGER -> "integer";
            case BOOLEAN -> "boolean";
            case TEXT, EMAIL, PHONE, URL, SIREN, SIRET, VAT_NUMBER, COUNTRY ->
                field.name().equals("id") ? "uuid" : field.name().equals("headcount") ? "integer" : "text";
        };
    }

    /** Tells how many rows were read, every few thousand; may throw to stop. */
    interface Progress {
        void rows(long read);
    }

    /** Streams a file's rows into its target's table. */
    long fill(int fileNo, FileMapping file, CellReader reader, Rows rows, Progress progress) {
        var target = java.util.Objects.requireNonNull(file.record());
        var fields = reader.fields();
        var columns = new ArrayList<>(
                List.of("file_no", "row_no", "refusal", "refusal_arg", "note", "unit", "custom", "clears"));
        fields.forEach(field -> {
            columns.add("\"" + field.name() + "\"");
            if (field.reference() != null) {
                columns.add("\"" + field.name() + "_linked\"");
                columns.add("\"" + field.name() + "_optional\"");
            }
        });
        var read = new long[1];
        sql.connection(connection -> read[0] = copy(
                connection,
                "copy staged_" + target.id() + " (" + String.join(", ", columns) + ") from stdin",
                fileNo,
                reader,
                rows,
                progress));
        return read[0];
    }

    private static long copy(
            Connection connection, String statement, int fileNo, CellReader reader, Rows rows, Progress progress)
            throws SQLException {
        var in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            var buffer = new StringBuilder(BUFFER);
            long read = 0;
            while (rows.hasNext()) {
                append(buffer, fileNo, rows.next(), reader);
                if (buffer.length() > BUFFER) {
                    send(in, buffer);
                }
                if (++read % 5_000 == 0) {
                    progress.rows(read);
                }
            }
            send(in, buffer);
            in.endCopy();
            return read;
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    private static void append(StringBuilder out, int fileNo, Row row, CellReader reader) {
        var read = reader.read(row);
        out.append(fileNo).append('\t').append(row.number());
        value(out, read.reason());
        value(out, read.argument());
        value(out, read.note());
        value(out, read.unit());
        value(out, read.custom());
        value(out, read.clears());
        for (var value : read.values()) {
            value(out, value);
        }
        out.append('\n');
    }

    /** In COPY's text form; PostgreSQL has no NUL in texts. */
    private static void value(StringBuilder out, @Nullable String value) {
        out.append('\t');
        if (value == null) {
            out.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\0' -> out.append(' ');
                default -> out.append(c);
            }
        }
    }

    private static void send(CopyIn in, StringBuilder buffer) throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        in.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }

    /** The planner knows nothing of a temporary table until it is told. */
    void analyze() {
        for (var target : Target.values()) {
            sql.execute("analyze staged_" + target.id());
        }
    }
}
