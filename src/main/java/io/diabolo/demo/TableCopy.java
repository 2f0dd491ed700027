package io.diabolo.demo;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows of one table, gathered as text and sent with COPY. */
final class TableCopy {
    private final String target;
    private final UUID workspace;
    private final StringBuilder rows = new StringBuilder(1 << 16);

    TableCopy(String table, String columns, UUID workspace) {
        this.target = table + " (workspace_id, " + columns + ")";
        this.workspace = workspace;
    }

    void row(@Nullable Object... values) {
        rows.append(workspace);
        for (var value : values) {
            rows.append('\t');
            append(value);
        }
        rows.append('\n');
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            rows.append("\\N");
        } else {
            rows.append(
                    value.toString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
        }
    }

    void send(Connection connection) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin", new StringReader(rows.toString()));
        rows.setLength(0);
    }
}
